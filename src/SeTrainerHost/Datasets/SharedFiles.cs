using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Datasets;

/// <summary>Files that two sets of images share: what is trained on, or chosen by, is no test of it.</summary>
internal static class SharedFiles
{
    /// <summary>Says how many images of <c>--valid</c> are among those of <c>--data</c>.</summary>
    /// <param name="data">The images of <c>--data</c>, with those for the test apart.</param>
    /// <param name="validation">Those of <c>--valid</c>; null where none were given.</param>
    /// <param name="say">Gets the messages.</param>
    public static void Tell(Dataset data, IDataView? validation, Action<string> say)
    {
        if (!data.HasPaths || validation?.Schema.GetColumnOrNull(ImageFiles.PathColumn) is null)
            return;
        var paths = new RealPaths();
        string[] validated = [.. Files(validation, paths)];
        Tell(validated, "validation", Files(data.Training, paths), "are trained on, too", say);
        Tell(
            validated,
            "validation",
            Files(data.Test!, paths),
            "are of the test, too, which is then no test of weights that validation chooses",
            say);
    }

    /// <summary>Says how many images of <c>--test</c> are among those of <c>--data</c>.</summary>
    /// <param name="data">The images of both.</param>
    /// <param name="say">Gets the message.</param>
    public static void TellTest(Dataset data, Action<string> say)
    {
        if (!data.HasPaths)
            return;
        var paths = new RealPaths();
        string[] tested = [.. Files(data.Test!, paths)];
        Tell(tested, "test", Files(data.Training, paths), "are trained on, too, and test nothing", say);
    }

    private static void Tell(
        IReadOnlyCollection<string> images,
        string kind,
        IEnumerable<string> others,
        string what,
        Action<string> say)
    {
        var known = others.ToHashSet(RealPaths.Comparer);
        string[] shared = [.. images.Where(known.Contains)];
        if (shared.Length > 0)
            say($"{shared.Length} of {images.Count} {kind} images {what}: {NameList.Of(shared.Take(1))}");
    }

    private static IEnumerable<string> Files(IDataView view, RealPaths paths) =>
        view.GetColumn<string>(ImageFiles.PathColumn).Select(paths.Of);
}
