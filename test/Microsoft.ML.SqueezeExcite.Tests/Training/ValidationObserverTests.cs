namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ValidationObserverTests
{
    [Fact]
    public void Validation_UnderAnObserver_TellsOfEveryImageAndOfEveryGate()
    {
        var observer = new Observer();
        var run = new SmallRun();
        var options = SmallRun.Options with
        {
            Validation = SmallRun.Validation,
            ValidationObserver = observer,
            Progress = new SmallRun.Progress(() => { }),
        };
        run.Train(options);
        Assert.Equal(options.Epochs * 24, observer.Labels.Count);
        Assert.Equal(options.Epochs, observer.Begun);

        var last = observer.Labels.Zip(observer.Probabilities).TakeLast(24).ToArray();
        Assert.All(last, image => Assert.Equal(1, image.Second.Sum(), 1e-5f));
        var right = last.Count(image => Array.IndexOf(image.Second, image.Second.Max()) == image.First);
        Assert.Equal(run.Summary!.Validation!.Accuracy, right / 24.0, 1e-9);
        Assert.Equal(run.Summary.Validation.Loss, last.Average(image => -Math.Log(image.Second[image.First])), 1e-4);

        // Three units of 16, 32 and 64 channels; each image of each validation has a gate a channel.
        Assert.Equal(["layer1.0.se", "layer2.0.se", "layer3.0.se"], observer.Gates.Keys.Order());
        Assert.Equal(
            [16 * 24 * options.Epochs, 32 * 24 * options.Epochs, 64 * 24 * options.Epochs],
            observer.Gates.OrderBy(block => block.Key).Select(block => block.Value.Count));
        Assert.All(observer.Gates.Values.SelectMany(gates => gates), gate => Assert.InRange(gate, 0, 1));
    }

    [Fact]
    public void Validation_UnderAnObserver_ChangesNothing()
    {
        var options = SmallRun.Options with { Validation = SmallRun.Validation with { KeepBest = true } };
        SmallRun.Equal(
            new SmallRun().Train(options),
            new SmallRun().Train(options with { ValidationObserver = new Observer() }));
    }

    [Fact]
    public void FirstBatch_WithoutAugmentation_IsTheImagesThemselves()
    {
        var shown = new List<AugmentedImages>();
        new SmallRun().Train(SmallRun.Options with { Augmentation = Augmentation.None, FirstBatch = shown.Add });
        var images = Assert.Single(shown);
        Assert.Equal(8, images.Labels.Count);
        var originals = Enumerable.Range(0, SmallRun.Count).Select(i => TinyImages.Pixels(i, i % 4)).ToArray();
        Assert.All(
            images.Pixels.Chunk((int)images.Shape.Count).Zip(images.Labels),
            image => Assert.Contains(
                originals.Index(),
                original => original.Index % 4 == image.Second
                    && original.Item.Zip(image.First).All(pair => Math.Abs(pair.First - pair.Second) < 1e-3)));
    }

    [Fact]
    public void GateNodes_OfANetworkWithoutBlocks_AreNone() =>
        Assert.Empty(GateNodes.Of(Networks.Create("resnet-8-cifar", new FeatureShape(1, 12, 12), 4)));

    private sealed class Observer : IValidationObserver
    {
        public int Begun { get; private set; }

        public List<long> Labels { get; } = [];

        public List<float[]> Probabilities { get; } = [];

        public Dictionary<string, List<float>> Gates { get; } = [];

        public void Scored(ValidatedBatch batch)
        {
            Begun += batch.First == 0 ? 1 : 0;
            Labels.AddRange(batch.Labels);
            Probabilities.AddRange(batch.Probabilities.Chunk(4));
            var pixels = new float[batch.Shape.Count];
            batch.Read(batch.First, pixels);
            var label = (int)batch.Labels[0];
            Assert.Equal(TinyImages.Pixels(1000 + batch.First, label), pixels);
        }

        public void Gated(string block, ReadOnlySpan<float> gates)
        {
            if (!Gates.TryGetValue(block, out var values))
                Gates[block] = values = [];
            values.AddRange(gates);
        }
    }
}
