namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class MirrorTests
{
    [Fact]
    public void Place_HalfOfTheTime_SwapsLeftAndRightOfEachChannel()
    {
        var shape = new FeatureShape(2, 2, 3);
        float[] image = [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60];
        float[] mirrored = [3, 30, 2, 20, 1, 10, 6, 60, 5, 50, 4, 40];
        var augmentation = new AugmentationSteps { Geometry = [new Mirror()] };
        var random = new RandomStream(1);
        var swapped = 0;
        for (var i = 0; i < 1000; i++)
        {
            var result = new float[image.Length];
            augmentation.Apply(image, shape, result, shape, ref random);
            Assert.True(result.SequenceEqual(image) || result.SequenceEqual(mirrored));
            swapped += result[0] == 3 ? 1 : 0;
        }

        Assert.InRange(swapped, 430, 570);
    }
}
