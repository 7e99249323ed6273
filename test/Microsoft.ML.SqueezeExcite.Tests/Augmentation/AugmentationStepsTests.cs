namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class AugmentationStepsTests
{
    private static readonly FeatureShape Target = new(3, 16, 16);

    private static readonly AugmentationSteps All = new()
    {
        Geometry = [new RandomSizeCrop(0.08), new PaddedShift(2), new Mirror(), new Rotation(10)],
        Pixels = [new ColorJitter(0.4, 0.4, 0.4, 0.1), new RandomErasing(0.5, [100, 100, 100])],
    };

    [Fact]
    public void Apply_SameKeys_GivesTheSamePixelsToTheBit()
    {
        var images = Enumerable.Range(0, 50).Select(i => Run(All, i)).ToArray();
        Assert.Equal(50, images.DistinctBy(image => string.Join(' ', image)).Count());
        for (var i = 0; i < 50; i++)
            Assert.Equal(images[i], Run(All, i));
    }

    [Fact]
    public void Apply_OfNone_ResizesTheMiddle()
    {
        var expected = new float[Target.Count];
        Resampling.Run(
            GoldenImage.Pixels(),
            GoldenImage.Shape,
            AffineMap.Of(new Box(4, 0, 21, 21), Target),
            [],
            expected,
            Target);
        Assert.Equal(expected, Run(AugmentationSteps.None, 1));
    }

    [Fact]
    public void Apply_OfAShift_MovesByWholePixelsInEveryDirection()
    {
        var augmentation = new AugmentationSteps { Geometry = [new PaddedShift(2)] };
        var shape = new FeatureShape(1, 9, 9);
        var image = new float[81];
        image[40] = 1;
        var places = Enumerable.Range(0, 2000).Select(i =>
        {
            var random = new RandomStream(3, i);
            var target = new float[81];
            augmentation.Apply(image, shape, target, shape, ref random);
            Assert.Equal(1, target.Sum());
            return Array.IndexOf(target, 1);
        }).CountBy(place => place).ToDictionary();
        Assert.Equal(25, places.Count);
        Assert.All(places, place => Assert.InRange(place.Value, 45, 120));
    }

    [Fact]
    public void Apply_OfEverything_AllocatesNothingAnImage()
    {
        var (source, target) = (GoldenImage.Pixels(), new float[Target.Count]);
        long Allocated(int images)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < images; i++)
            {
                var random = new RandomStream(1, i);
                All.Apply(source, GoldenImage.Shape, target, Target, ref random);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(100);
        Assert.InRange(Allocated(1000), 0, 10_000);
    }

    private static float[] Run(AugmentationSteps augmentation, int index)
    {
        var random = new RandomStream(1, index);
        var target = new float[Target.Count];
        augmentation.Apply(GoldenImage.Pixels(), GoldenImage.Shape, target, Target, ref random);
        return target;
    }
}
