namespace Microsoft.ML.SqueezeExcite;

/// <summary>The name of a file that is to be written, and is deleted in the end.</summary>
/// <param name="folder">Where it is; null for the system's folder of temporary files.</param>
/// <param name="extension">How its name ends, with the dot.</param>
internal sealed class TemporaryFile(string? folder, string extension) : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(folder ?? System.IO.Path.GetTempPath(), $"senet-{Guid.NewGuid():N}{extension}");

    public void Dispose() => File.Delete(Path);
}
