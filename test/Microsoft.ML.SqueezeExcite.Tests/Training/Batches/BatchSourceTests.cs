namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class BatchSourceTests
{
    private static readonly SamplePlan Plain = new(5, AugmentationSteps.None, Mixing.None, Balanced: false);

    [Fact]
    public void Shuffled_Epoch_HasEveryImageOnceInBatchesThatDifferByOne()
    {
        var source = Source(103, 10);
        var batches = source.Shuffled(epoch: 1, Plain).ToArray();
        Assert.Equal(11, source.Steps);
        Assert.All(batches, batch => Assert.InRange(batch.Count, 9, 10));
        Assert.All(batches, batch => Assert.Null(batch.Mixed));
        Assert.Equal(Enumerable.Range(0, 103).Select(i => (long)i), batches.SelectMany(batch => batch.Labels).Order());
        Assert.All(
            batches,
            batch => Assert.All(Enumerable.Range(0, batch.Count), i => Assert.Equal(batch.Labels[i], batch.Image(i)[0])));
    }

    [Fact]
    public void Shuffled_SeedAndEpoch_DecideTheOrder()
    {
        var source = Source(50, 50);
        long[] Order(int epoch, long seed) => source.Shuffled(epoch, Plain with { Seed = seed }).Single().Labels;
        Assert.Equal(Order(1, 1), Order(1, 1));
        Assert.NotEqual(Order(1, 1), Order(2, 1));
        Assert.NotEqual(Order(1, 1), Order(1, 2));
    }

    [Fact]
    public void Shuffled_AnyNumberOfWorkers_GivesTheSameBatchesToTheBit()
    {
        var options = new SeNetOptions
        {
            Augmentation = new Augmentation
            {
                RandomSizeCrop = 0.08,
                Rotation = 10,
                Brightness = 0.4,
                Contrast = 0.4,
                RandomErasing = 0.5,
                Mixup = 1,
                CutMix = 1,
            },
            BalancedClasses = true,
        };
        var images = Images(64);
        var statistics = ChannelStatistics.Of(images.Pixels);
        float[][] Pixels(int workers) =>
            [
                .. new BatchSource(images, images.Shape, statistics, 16, workers)
                    .Shuffled(3, SamplePlan.Of(options, statistics, images.Shape))
                    .SelectMany(batch =>
                        new[]
                        {
                            batch.Images.ToArray(),
                            batch.Mixed!.Weights,
                            [.. batch.Mixed.Partners.Select(label => (float)label)],
                        }),
            ];

        var alone = Pixels(1);
        Assert.Equal(12, alone.Length);
        Assert.Equal(alone, Pixels(2));
        Assert.Equal(alone, Pixels(7));
    }

    [Fact]
    public void Shuffled_WithMixup_KeepsWhatTheLabelsSay()
    {
        // An image's value is its class: the mixed value must be the mixed class, over the pair as well.
        foreach (var batch in Source(50, 7).Shuffled(1, Plain with { Mixing = new Mixing(1, 0) }))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var weight = batch.Mixed!.Weights[i];
                Assert.Equal(weight * batch.Labels[i] + (1 - weight) * batch.Mixed.Partners[i], batch.Image(i)[0], 1e-4f);
                Assert.Equal(batch.Labels[^(i + 1)], batch.Mixed.Partners[i]);
            }
        }
    }

    [Fact]
    public void Shuffled_ImageThatCannotBeMade_ThrowsItsFault()
    {
        var plan = Plain with { Augmentation = new AugmentationSteps { Pixels = [new Failing()] } };
        Assert.Equal(
            "failing",
            Assert.Throws<InvalidDataException>(() => Source(20, 10, workers: 3).Shuffled(1, plan).Count()).Message);
    }

    [Fact]
    public void InOrder_Evaluation_KeepsTheOrder() =>
        Assert.Equal(Enumerable.Range(0, 7).Select(i => (long)i), Source(7, 3).InOrder().SelectMany(batch => batch.Labels));

    private static BatchSource Source(int count, int batchSize, int workers = 2)
    {
        var images = TinyImages.Set(count, (i, pixels) => pixels[0] = i, classes: count);
        return new BatchSource(images, images.Shape, new ChannelStatistics([0], [1]), batchSize, workers);
    }

    private static ImageSet Images(int count)
    {
        var ml = new MLContext();
        var view = ml.Transforms.Conversion.MapValueToKey("Label")
            .Fit(TinyImages.View(ml, count, label => label))
            .Transform(TinyImages.View(ml, count, label => label));
        var columns = ImageColumns.Find(view.Schema, "Label", "Image", 8, null);
        return ImageSet.Read(view, RowSelection.All, columns.Labels, columns.Features, "test", CancellationToken.None);
    }

    private sealed class Failing : IPixelStep
    {
        public void Apply(Span<float> image, FeatureShape shape, ref RandomStream random) =>
            throw new InvalidDataException("failing");
    }
}
