namespace SeTrainerHost.Datasets;

/// <summary>Fashion-MNIST (arXiv 1708.07747) as Debian's package dataset-fashion-mnist installs it.</summary>
internal static class FashionMnist
{
    public static IReadOnlyList<string> ClassNames { get; } =
        ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

    public static string Folder
    {
        get
        {
            const string Debian = "/usr/share/datasets/fashion-mnist";
            return Directory.Exists(Debian)
                ? Debian
                : throw new DirectoryNotFoundException(
                    "Fashion-MNIST is not installed: apt-get install dataset-fashion-mnist, or use idx:DIR with its four files");
        }
    }
}
