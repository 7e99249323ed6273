namespace Microsoft.ML.SqueezeExcite;

/// <summary>Why a file cannot be read or written, in words that do not repeat its path.</summary>
internal static class FileFault
{
    /// <summary>The reason, for a message that names the file itself.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="path">The file that it was thrown for.</param>
    public static string Reason(Exception fault, string path) => fault switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such folder",
        UnauthorizedAccessException when Directory.Exists(path) => "it is a directory",
        UnauthorizedAccessException => "access is denied",
        // Anything else that is wrong with a path is wrong with no file.
        ArgumentException => fault.Message,
        _ => Without(Path.GetFullPath(path), Without(path, fault.Message)),
    };

    // .NET ends or begins its messages with the path.
    private static string Without(string path, string message) => message
        .Replace($" : '{path}'", "", StringComparison.Ordinal)
        .Replace($"'{path}': ", "", StringComparison.Ordinal);
}
