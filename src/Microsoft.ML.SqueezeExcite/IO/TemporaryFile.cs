using System.Collections.Concurrent;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A file of this process, which nobody else may read. It is deleted when it is disposed, or else when the process ends; what a
/// process that was killed has left is deleted when another makes its first file in the same folder.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private const string Prefix = "senet-";

    // Between two handles a file is not locked.
    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(10);
    private static readonly ConcurrentDictionary<TemporaryFile, object?> Present = [];
    private static readonly ConcurrentDictionary<string, object?> Cleaned = [];

    private FileStream? _lock;

    static TemporaryFile() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var file in Present.Keys)
            file.Dispose();
    };

    /// <summary>Makes an empty file.</summary>
    /// <param name="folder">Where it is; null for the system's folder of temporary files.</param>
    /// <param name="extension">How its name ends, with the dot.</param>
    /// <param name="expected">The bytes that the folder's disk must have room for. Default 0.</param>
    /// <exception cref="IOException">The folder cannot be written to, or has less room; the message names it.</exception>
    public TemporaryFile(string? folder, string extension, long expected = 0)
        : this(folder, extension, expected, _ => { })
    {
    }

    private TemporaryFile(string? folder, string extension, long expected, Action<Stream> write)
    {
        var parent = System.IO.Path.GetFullPath(folder ?? System.IO.Path.GetTempPath());
        Path = System.IO.Path.Combine(parent, $"{Prefix}{Guid.NewGuid():N}{extension}");
        using (var stream = Create(parent, Path))
        {
            Present[this] = null;
            try
            {
                write(stream);
            }
            catch
            {
                stream.Dispose();
                Dispose();
                throw;
            }
        }

        _lock = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        // By the disk's own clock.
        if (Cleaned.TryAdd(parent, null))
            RemoveStale(parent, File.GetLastWriteTimeUtc(Path) - LeastAge);
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
    public static TemporaryFile Written(string? folder, string extension, Action<Stream> write) =>
        new(folder, extension, 0, write);

    public void Dispose()
    {
        Present.TryRemove(this, out _);
        _lock?.Dispose();
        _lock = null;
        Delete(Path);
    }

    private static void RemoveStale(string folder, DateTime before)
    {
        try
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles(Prefix + "*"))
            {
                if (file.LastWriteTimeUtc < before && IsFree(file.FullName))
                    Delete(file.FullName);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder may be written to and not be listed.
        }
    }

    private static FileStream Create(string folder, string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(path, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"the folder '{folder}' cannot be written to: {FileFault.Reason(e, path)}", e);
        }
    }

    // A process that has the file holds a shared lock on it.
    private static bool IsFree(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Delete(string path)
    {
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
