namespace SeTrainerHost.Datasets;

/// <summary>An image file with its label: a row of the views that commands read.</summary>
internal sealed class ImageFile
{
    public string Label { get; set; } = "";

    public string ImagePath { get; set; } = "";

    /// <summary>The file's path from a folder, with slashes.</summary>
    public string RelativeTo(string root) => Path.GetRelativePath(root, ImagePath).Replace(Path.DirectorySeparatorChar, '/');
}
