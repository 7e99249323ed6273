using Microsoft.Win32.SafeHandles;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A file for what does not fit the memory. It has no name for long: it is gone when it is closed, and when the process dies. Any
/// number of threads may read.
/// </summary>
internal sealed class SpillFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly string _folder;

    private SpillFile(SafeFileHandle file, string folder) => (_file, _folder) = (file, folder);

    public long Length { get; private set; }

    /// <summary>Makes the file.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="expected">The bytes that will be needed, as far as that is known.</param>
    /// <exception cref="IOException">The folder's disk has less room.</exception>
    public static SpillFile Create(string folder, long expected)
    {
        if (DiskSpace.Free(folder) is { } free && free < expected)
            throw Full(folder, expected, $"{free} are free", null);
        var path = Path.Combine(folder, $"senet-{Guid.NewGuid():N}.pixels");
        var atClose = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
        var file = File.OpenHandle(
            path,
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.Delete,
            atClose | FileOptions.RandomAccess);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Delete(path);
        }

        return new SpillFile(file, folder);
    }

    /// <summary>Writes at the end.</summary>
    /// <param name="bytes">What is written.</param>
    /// <param name="expected">The bytes that will be needed in all, as far as that is known; for the message.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Append(ReadOnlySpan<byte> bytes, long expected)
    {
        try
        {
            RandomAccess.Write(_file, bytes, Length);
        }
        catch (IOException e)
        {
            throw Full(_folder, Math.Max(expected, Length + bytes.Length), $"after {Length}: {e.Message}", e);
        }

        Length += bytes.Length;
    }

    /// <summary>Reads as many bytes as <paramref name="bytes"/> holds.</summary>
    public void Read(long offset, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(_file, bytes, offset);
            if (read == 0)
                throw new EndOfStreamException($"the file of images in '{_folder}' has been cut");
            offset += read;
            bytes = bytes[read..];
        }
    }

    public void Dispose() => _file.Dispose();

    private static IOException Full(string folder, long needed, string what, Exception? inner) =>
        new(
            $"the images need {needed} bytes in '{folder}', {what}: make room, raise MemoryBudget, or set MLContext.TempFilePath "
            + "to another folder",
            inner);
}
