using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using TorchSharp;

namespace TrainingSpeed;

/// <summary>Training end to end on a folder of class folders, with random-size crops.</summary>
internal static class PictureFolder
{
    public static (double ImagesPerSecond, double Wait) Train(string network, string folder, int side, int batch, int epochs)
    {
        // Loads libtorch: the peer's clock starts after its imports, too.
        _ = torch.get_num_threads();
        var watch = Stopwatch.StartNew();
        var ml = new MLContext(seed: 1);
        var files = Directory.GetFiles(folder, "*.*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new Picture { ImagePath = path, Label = Path.GetFileName(Path.GetDirectoryName(path))! })
            .ToArray();
        var view = ml.Data.LoadFromEnumerable(files);
        var prepared = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadImages("Image", "", "ImagePath"))
            .Fit(view)
            .Transform(view);
        var seconds = 0.0;
        using var model = ml.MulticlassClassification.Trainers.SeNetClassifier(new SeNetOptions
        {
            Architecture = network,
            ImageSize = side,
            BatchSize = batch,
            Epochs = epochs,
            Optimizer = Optimizer.Sgd(0.01),
            Augmentation = new Augmentation { RandomSizeCrop = 0.08 },
            // What comes after the last step, writing the model, has no counterpart in the peer.
            Progress = new LastStep(() => seconds = watch.Elapsed.TotalSeconds),
        }, ml).Fit(prepared);
        return (files.Length * epochs / seconds, model.Training.DataWaitShare);
    }

    private sealed class Picture
    {
        public required string ImagePath { get; set; }

        public required string Label { get; set; }
    }

    private sealed class LastStep(Action report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report();
    }
}
