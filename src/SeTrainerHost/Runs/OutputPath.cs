namespace SeTrainerHost.Runs;

/// <summary>Where a file is to be written that an option names.</summary>
internal static class OutputPath
{
    /// <summary>Checks, before anything is computed for it, that the file has a place.</summary>
    /// <param name="file">The file.</param>
    /// <param name="option">The option that named it, for messages.</param>
    /// <exception cref="DirectoryNotFoundException">The file's folder is missing.</exception>
    /// <exception cref="ArgumentException">The file is a folder.</exception>
    public static void Check(FileInfo file, string option)
    {
        if (file.Directory is { Exists: false } folder)
            throw new DirectoryNotFoundException($"{option} '{file}' cannot be written: there is no folder '{folder.FullName}'");
        if (Directory.Exists(file.FullName))
            throw new ArgumentException($"{option} must be a file, '{file}' is a folder");
    }

    /// <summary>Checks the same of a page, and that it does not take the place of a model or the like.</summary>
    /// <exception cref="DirectoryNotFoundException">The file's folder is missing.</exception>
    /// <exception cref="ArgumentException">The file is a folder, or its name is not that of a page.</exception>
    public static void CheckPage(FileInfo file, string option)
    {
        if (file.Extension.ToLowerInvariant() is not (".html" or ".htm"))
            throw new ArgumentException($"{option} must be a file that ends in .html, was '{file}'");
        Check(file, option);
    }
}
