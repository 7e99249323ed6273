namespace Microsoft.ML.SqueezeExcite.Reports.Tests;

/// <summary>Made-up images, scores and trainings.</summary>
internal static class Drawn
{
    /// <summary>
    /// Scored images of some classes, about four in five of them right; the same for the same numbers.
    /// </summary>
    public static ScoredSet Scored(int classes, int images)
    {
        var random = new RandomStream(1, classes, images);
        return new ScoredSet(
            [.. Enumerable.Range(0, classes).Select(i => $"class {i} <&\">")],
            [
                .. Enumerable.Range(0, images).Select(i =>
                {
                    var (label, score) = (i % classes, 0.5f + random.Next(50) / 100f);
                    var predicted = random.Next(5) == 0 ? (label + 1 + random.Next(classes - 1)) % classes : label;
                    return new ScoredImage(i, null, label, predicted, score, predicted == label ? score : 1 - score);
                }),
            ]);
    }

    /// <summary>A view of as many grey pictures as there are images, each its own.</summary>
    public static IDataView Pictures(MLContext ml, int images, int side)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Image)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, side, side);
        return ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, images).Select(i => new Row
            {
                Image = [.. Enumerable.Range(0, side * side).Select(p => (float)((p * 7 + i * 13) % 256))],
            }),
            schema);
    }

    /// <summary>Reports of a training of some epochs.</summary>
    public static IReadOnlyList<TrainingProgress> History(int epochs) =>
    [
        .. Enumerable.Range(1, epochs).Select(epoch => new TrainingProgress(
            epoch, epochs, 10, 10, 2.0 / epoch, 1 - 0.6 / epoch, 0.1 / epoch, 500, 0.01,
            TimeSpan.FromSeconds(epoch),
            TimeSpan.Zero,
            new ValidationResult(2.2 / epoch, 1 - 0.7 / epoch))
        {
            IsBest = epoch == epochs / 2,
        }),
    ];

    /// <summary>A report with everything in it.</summary>
    public static RunReport Report(int classes, int images, int side = 28)
    {
        var scored = Scored(classes, images);
        var ml = new MLContext(seed: 1);
        var picture = Picture.Of(new float[3 * 64 * 64], new FeatureShape(3, 64, 64));
        return new RunReport("se-resnet-20-cifar", scored)
        {
            Subtitle = "run, tested on drawn images",
            History = History(12),
            Facts = [new Fact("Training", "12 s", "12 epochs")],
            Settings = [new Fact("epochs", "12"), new Fact("data", "a <folder> & more")],
            Data = [.. scored.Classes.Select((_, i) => new ClassImages(100 + i, 10))],
            FirstBatch = [new LabelledPicture(picture, scored.Classes[0])],
            Pictures = ViewPictures.Of(Pictures(ml, images, side), "Image"),
        };
    }

    private sealed class Row
    {
        public float[] Image { get; set; } = [];
    }
}
