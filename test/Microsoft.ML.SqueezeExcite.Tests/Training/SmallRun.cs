using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Trainings of a small network on made-up images, without a pipeline around them.</summary>
internal sealed class SmallRun
{
    public const int Count = 40;

    private static readonly Lazy<ImageSet> Images = new(() => Read(Count, 0));
    private static readonly Lazy<ImageSet> Others = new(() => Read(24, 1000));

    public static SeNetOptions Options { get; } = new()
    {
        Epochs = 3,
        BatchSize = 8,
        DataWorkers = 1,
        Augmentation = new Augmentation { PaddedShift = 2 },
    };

    /// <summary>Says that there are validation images, which the run has of its own.</summary>
    public static Validation Validation { get; } = Validation.Split(0.5);

    public List<string> Log { get; } = [];

    public TrainingSummary? Summary { get; private set; }

    /// <summary>Trains, and returns the weights.</summary>
    public IReadOnlyDictionary<string, TensorData> Train(SeNetOptions options, Network? layout = null, bool validate = true)
    {
        layout ??= Networks.Create("se-resnet-8-cifar", new FeatureShape(1, TinyImages.Side, TinyImages.Side), 4);
        using var network = TorchNetwork.Create(layout, options.Seed, CPU, options.ZeroInitResidual);
        var statistics = ChannelStatistics.Of(Images.Value.Pixels);
        var run = new TrainingRun(
            network,
            Images.Value,
            validate ? Others.Value : null,
            statistics,
            NetworkMetadata.Of(layout, statistics));
        Summary = TrainingLoop.Run(run, options, CPU, Log.Add);
        return ModuleWeights.Read(network);
    }

    /// <summary>Trains until a step is done, and is stopped there.</summary>
    public void TrainUntil(int step, SeNetOptions options, Network? layout = null)
    {
        using var stop = new CancellationTokenSource();
        var steps = 0;
        var progress = new Progress(() =>
        {
            if (++steps == step)
                stop.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Train(options with { Progress = progress, CancellationToken = stop.Token }, layout));
    }

    public static void Equal(IReadOnlyDictionary<string, TensorData> expected, IReadOnlyDictionary<string, TensorData> actual)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, pair => Assert.Equal(pair.Value.Values, actual[pair.Key].Values));
    }

    private static ImageSet Read(int count, int from)
    {
        var ml = new MLContext();
        var schema = SchemaDefinition.Create(typeof(VectorRow<uint>));
        schema["Image"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, TinyImages.Side, TinyImages.Side);
        schema["Label"].ColumnType = new KeyDataViewType(typeof(uint), 4);
        var rows = Enumerable.Range(from, count)
            .Select(i => new VectorRow<uint> { Label = (uint)(i % 4), Image = TinyImages.Pixels(i, i % 4) });
        var view = ml.Data.LoadFromEnumerable(rows.ToArray(), schema);
        var columns = ImageColumns.Find(view.Schema, "Label", "Image", 8, null);
        return ImageSet.Read(view, RowSelection.All, columns.Labels, columns.Features, "test", CancellationToken.None);
    }

    public sealed class Progress(Action report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report();
    }
}
