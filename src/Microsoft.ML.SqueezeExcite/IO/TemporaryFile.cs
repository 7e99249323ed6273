using System.Collections.Concurrent;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>A file that is deleted when it is disposed, or else when the process ends.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private static readonly ConcurrentDictionary<string, object?> Present = [];

    static TemporaryFile() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var path in Present.Keys)
            Delete(path);
    };

    /// <summary>Makes an empty file.</summary>
    /// <param name="folder">Where it is; null for the system's folder of temporary files.</param>
    /// <param name="extension">How its name ends, with the dot.</param>
    /// <param name="expected">The bytes that the folder's disk must have room for. Default 0.</param>
    /// <exception cref="IOException">The folder cannot be written to, or has less room; the message names it.</exception>
    public TemporaryFile(string? folder, string extension, long expected = 0)
    {
        var parent = System.IO.Path.GetFullPath(folder ?? System.IO.Path.GetTempPath());
        Path = System.IO.Path.Combine(parent, $"senet-{Guid.NewGuid():N}{extension}");
        try
        {
            File.Create(Path).Dispose();
            Present[Path] = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"the folder '{parent}' cannot be written to: {e.Message}", e);
        }

        if (DiskSpace.Free(parent) is { } free && free < expected)
        {
            Dispose();
            throw new IOException(
                $"the model needs {expected} bytes in '{parent}' for a moment, {free} are free: set MLContext.TempFilePath to "
                + "another folder");
        }
    }

    public string Path { get; }

    /// <summary>Makes a file of what is written to it.</summary>
    /// <exception cref="IOException">The folder cannot be written to, or its disk is full.</exception>
    public static TemporaryFile Written(string? folder, string extension, Action<Stream> write)
    {
        var file = new TemporaryFile(folder, extension);
        try
        {
            using var stream = File.Create(file.Path);
            write(stream);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => Delete(Path);

    private static void Delete(string path)
    {
        Present.TryRemove(path, out _);
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else has it open, a virus scanner perhaps; what was made of it is worth more than a clean folder.
        }
    }
}
