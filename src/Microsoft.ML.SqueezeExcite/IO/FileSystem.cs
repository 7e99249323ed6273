namespace Microsoft.ML.SqueezeExcite;

/// <summary>The operations that change the files of a run. A kill or a full disk may come at each of them.</summary>
internal class FileSystem
{
    public static FileSystem Default { get; } = new();

    /// <summary>
    /// Makes a file, empty, and opens it without a buffer: a write that fails fails where it is, and not as the file is closed.
    /// </summary>
    public virtual FileStream Create(string path) =>
        new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    /// <summary>Renames a file; the one that has the name is replaced.</summary>
    public virtual void Move(string from, string to) => File.Move(from, to, overwrite: true);

    public virtual void Delete(string path) => File.Delete(path);
}
