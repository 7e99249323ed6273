using Microsoft.ML;
using Microsoft.ML.Data;
using SeTrainerHost.Datasets;

namespace SeTrainerHost.Runs;

/// <summary>Images that a model is tested on and was trained on: they tell nothing about others.</summary>
internal static class TrainedImages
{
    /// <summary>
    /// Says how many there are, where the model lies in the folder of its run and both name files; elsewhere nobody knows.
    /// </summary>
    /// <param name="ml">The context.</param>
    /// <param name="model">The model's file.</param>
    /// <param name="data">The data set that is tested on.</param>
    /// <param name="tested">Its images that are tested on.</param>
    /// <param name="say">Gets the message.</param>
    public static void Tell(MLContext ml, string model, Dataset data, IDataView tested, Action<string> say)
    {
        if (!data.HasPaths || Trained(ml, Path.GetDirectoryName(model)!) is not { } trained)
            return;
        var paths = new RealPaths();
        var known = trained.GetColumn<string>(ImageFiles.PathColumn).Select(paths.Of).ToHashSet(RealPaths.Comparer);
        string[] all = [.. tested.GetColumn<string>(ImageFiles.PathColumn).Select(paths.Of)];
        var count = all.Count(known.Contains);
        if (count > 0)
            say($"{count} of {all.Length} images are those that the model was trained on: --run tests it on the others");
    }

    private static IDataView? Trained(MLContext ml, string folder)
    {
        try
        {
            var images = FinishedRun.Open(folder).Images(ml, null, _ => { });
            return images.HasPaths ? images.Training : null;
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidDataException)
        {
            return null;
        }
    }
}
