namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Holds a folder for one run, from its first file to its last: two runs would overwrite each other's files. The system lets go
/// of it when the process ends, however it ends.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the folder, which must be there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The file that is locked in it.</param>
    /// <exception cref="IOException">Another run has it.</exception>
    public static RunLock Take(string folder, string name = "run.lock")
    {
        var path = Path.Combine(folder, name);
        try
        {
            return new RunLock(
                new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new IOException(
                $"the folder '{folder}' is in use by another run: wait for its end, or give this one a folder of its own",
                e);
        }
    }

    public void Dispose() => _file.Dispose();
}
