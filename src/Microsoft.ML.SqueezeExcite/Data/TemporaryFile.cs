namespace Microsoft.ML.SqueezeExcite;

/// <summary>An empty file that is there to be written, and is deleted in the end.</summary>
internal sealed class TemporaryFile : IDisposable
{
    /// <summary>Makes the file.</summary>
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
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"the folder '{parent}' cannot be written to: {e.Message}", e);
        }

        if (DiskSpace.Free(parent) is { } free && free < expected)
        {
            Dispose();
            throw new IOException($"the model needs {expected} bytes in '{parent}' for a moment, {free} are free: set MLContext.TempFilePath to another folder");
        }
    }

    public string Path { get; }

    public void Dispose()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else has it open, a virus scanner perhaps; what was made of it is worth more than a clean folder.
        }
    }
}
