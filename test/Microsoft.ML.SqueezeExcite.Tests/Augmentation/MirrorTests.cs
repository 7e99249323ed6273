namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class MirrorTests
{
    [Fact]
    public void Apply_HalfOfTheTime_SwapsLeftAndRightOfEachChannel()
    {
        var shape = new FeatureShape(2, 2, 3);
        float[] image = [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60];
        float[] mirrored = [3, 30, 2, 20, 1, 10, 6, 60, 5, 50, 4, 40];
        var random = new RandomStream(1);
        var swapped = 0;
        for (var i = 0; i < 1000; i++)
        {
            float[] copy = [.. image];
            Mirror.Apply(copy, shape, ref random);
            Assert.True(copy.SequenceEqual(image) || copy.SequenceEqual(mirrored));
            swapped += copy[0] == 3 ? 1 : 0;
        }

        Assert.InRange(swapped, 430, 570);
    }
}
