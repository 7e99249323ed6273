using Microsoft.ML;
using Microsoft.ML.Data;
using SeTrainerHost.Datasets;

namespace SeTrainerHost.Tests.Datasets;

/// <summary>What the tests read of views of image files.</summary>
internal static class Views
{
    public static IReadOnlyList<string> GetLabels(this IDataView files) => [.. files.GetColumn<string>("Label")];

    public static IReadOnlyList<string> GetPaths(this IDataView files) => [.. files.GetColumn<string>(ImageFiles.PathColumn)];

    /// <summary>Each label with its images: <c>red 3</c>.</summary>
    public static IEnumerable<string> Counts(this IDataView files) =>
        files.GetLabels().CountBy(label => label).Select(count => $"{count.Key} {count.Value}").Order(StringComparer.Ordinal);
}
