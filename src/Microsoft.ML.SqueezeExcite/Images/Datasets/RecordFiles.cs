namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Files of records of one length: a header with the label, then the image's bytes. They are read as they are needed.
/// </summary>
/// <param name="Paths">The files, in order.</param>
/// <param name="HeaderLength">The bytes of the header.</param>
/// <param name="ImageLength">The bytes of the image.</param>
internal sealed record RecordFiles(IReadOnlyList<string> Paths, int HeaderLength, int ImageLength)
{
    private int RecordLength => HeaderLength + ImageLength;

    /// <summary>Checks that the files are there and hold whole records.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is empty or ends within a record.</exception>
    public RecordFiles Checked()
    {
        foreach (var path in Paths)
        {
            if (!File.Exists(path))
                throw new FileNotFoundException($"there is no '{path}'", path);
            if (new FileInfo(path).Length is var length && (length == 0 || length % RecordLength != 0))
                throw new InvalidDataException($"'{path}' has {length} bytes: must be a multiple of {RecordLength}, above 0");
        }

        return this;
    }

    /// <summary>The records of all files, each with its file and its number there.</summary>
    public IEnumerable<(string Path, long Index, byte[] Bytes)> Read()
    {
        foreach (var path in Paths)
        {
            using var file = File.OpenRead(path);
            var count = file.Length / RecordLength;
            for (var i = 0L; i < count; i++)
            {
                var record = new byte[RecordLength];
                file.ReadExactly(record);
                yield return (path, i, record);
            }
        }
    }
}
