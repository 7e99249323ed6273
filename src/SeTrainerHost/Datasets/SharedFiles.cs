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
        string[] validated = [.. Files(validation)];
        Tell(Files(data.Training), "are trained on, too");
        Tell(Files(data.Test!), "are of the test, too, which is then no test of weights that validation chooses");

        void Tell(IEnumerable<string> others, string what)
        {
            var known = others.ToHashSet(RealPaths.Comparer);
            string[] shared = [.. validated.Where(known.Contains)];
            if (shared.Length > 0)
                say($"{shared.Length} of {validated.Length} validation images {what}: {NameList.Of(shared.Take(1))}");
        }

        IEnumerable<string> Files(IDataView view) => view.GetColumn<string>(ImageFiles.PathColumn).Select(paths.Of);
    }
}
