using System.Text.Json;
using Microsoft.ML.SqueezeExcite;
using Microsoft.ML.SqueezeExcite.Reports;

namespace SeTrainerHost.Runs;

/// <summary><c>first-batch.json</c>: the first images that a run was trained on, as the network saw them.</summary>
internal static class FirstBatchFile
{
    /// <summary>The name of the file in the folder of a run.</summary>
    public const string FileName = "first-batch.json";

    /// <summary>Writes some of the images; where that fails, it says so, and the run goes on.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="images">The images.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="files">Where it is written.</param>
    /// <param name="warn">Gets what went wrong.</param>
    public static void TryWrite(
        string folder,
        AugmentedImages images,
        IReadOnlyList<string> classes,
        FileSystem files,
        Action<string> warn)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            if (!images.Shape.IsSignal)
                Write(path, images, classes, files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn($"{path} could not be written: {FileFault.Reason(e, path)}");
        }
    }

    private static void Write(string path, AugmentedImages images, IReadOnlyList<string> classes, FileSystem files)
    {
        LabelledPicture[] pictures =
        [
            .. images.Pixels.Chunk((int)images.Shape.Count).Zip(images.Labels)
                .Select(image => new LabelledPicture(Picture.Of(image.First, images.Shape), classes[(int)image.Second])),
        ];
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, pictures, JsonSerializerOptions.Web), files);
    }

    /// <summary>Reads the file of a folder; none where it has none, or a damaged one: nothing depends on it.</summary>
    public static IReadOnlyList<LabelledPicture> Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<LabelledPicture[]>(
                File.ReadAllBytes(Path.Combine(folder, FileName)), JsonSerializerOptions.Web) ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}
