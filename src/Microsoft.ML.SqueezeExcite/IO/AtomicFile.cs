namespace Microsoft.ML.SqueezeExcite;

/// <summary>Writes files so that what was there before is lost only when the new one is whole and on the disk.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="files">Where it is; null for the disk.</param>
    /// <param name="outdated">A file that belongs to the one before and is deleted with it; null for none.</param>
    public static void Write(string path, Action<Stream> write, FileSystem? files = null, string? outdated = null)
    {
        files ??= FileSystem.Default;
        var beside = Beside(path);
        try
        {
            using (var stream = files.Create(beside))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (File.Exists(outdated))
                files.Delete(outdated);
            files.Move(beside, path);
        }
        catch
        {
            TryDelete(files, beside);
            throw;
        }
    }

    /// <summary>Deletes what a write that was killed left beside a file.</summary>
    public static void CleanUp(string path, FileSystem files)
    {
        if (File.Exists(Beside(path)))
            TryDelete(files, Beside(path));
    }

    private static string Beside(string path) => path + ".new";

    // It is in nobody's way, and the fault that left it is the one to be told of.
    private static void TryDelete(FileSystem files, string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
