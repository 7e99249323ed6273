namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class RandomSizeCropTests
{
    [Theory]
    [InlineData(400, 400)]
    [InlineData(500, 375)]
    public void Draw_ManyTimes_IsInTheImageWithAreaAndProportionsInRange(int width, int height)
    {
        var shape = new FeatureShape(3, height, width);
        var boxes = Draw(shape, 0.08, 20_000);
        Assert.All(boxes, box => Assert.True(box.Left >= 0 && box.Top >= 0 && box.Right <= width && box.Bottom <= height));
        Assert.All(boxes, box => Assert.InRange((double)box.Area / shape.Area, 0.079, 1));
        Assert.All(boxes, box => Assert.InRange((double)box.Width / box.Height, 0.74, 1.35));
        Assert.Equal(0, boxes.Min(box => box.Left));
        Assert.Equal(width, boxes.Max(box => box.Right));
        Assert.InRange(boxes.Average(box => box.Left + box.Width / 2.0) / width, 0.49, 0.51);
        Assert.InRange(boxes.Average(box => box.Top + box.Height / 2.0) / height, 0.49, 0.51);
    }

    [Fact]
    public void Draw_OfSmallParts_HasEvenAreasAndLogarithmicProportions()
    {
        // Up to a fourth, so that every draw fits and none is drawn again.
        var shape = new FeatureShape(1, 1000, 1000);
        var boxes = Draw(shape, 0.08, 40_000).Where(box => box.Area < 250_000).ToArray();
        Assert.InRange(boxes.Average(box => box.Area / 1e6), 0.163, 0.167);
        Assert.InRange(boxes.Average(box => Math.Log((double)box.Width / box.Height)), -0.006, 0.006);
        var least = Math.Log(4.0 / 3);
        Assert.InRange(
            boxes.Average(box => Math.Pow(Math.Log((double)box.Width / box.Height), 2)),
            0.97 * least * least / 3,
            1.03 * least * least / 3);
    }

    [Theory]
    [InlineData(1000, 10, 13)]
    [InlineData(10, 1000, 10)]
    public void Draw_OfAnImageThatNothingFits_IsTheMiddleWithTheNearestProportions(int width, int height, int expectedWidth)
    {
        var box = Assert.Single(Draw(new FeatureShape(1, height, width), 0.9, 100).Distinct());
        Assert.Equal((expectedWidth, expectedWidth == 13 ? 10 : 13), (box.Width, box.Height));
        Assert.Equal((width - box.Width) / 2, box.Left);
        Assert.Equal((height - box.Height) / 2, box.Top);
    }

    [Fact]
    public void Draw_OfASignal_IsAPartOfItsLength()
    {
        var boxes = Draw(new FeatureShape(1, 1, 500), 0.2, 5000);
        Assert.All(boxes, box => Assert.Equal((0, 1), (box.Top, box.Height)));
        Assert.InRange(boxes.Min(box => box.Width), 100, 105);
        Assert.InRange(boxes.Max(box => box.Width), 495, 500);
        Assert.InRange(boxes.Average(box => box.Width), 295, 305);
        Assert.All(boxes, box => Assert.True(box.Left >= 0 && box.Right <= 500));
    }

    private static Box[] Draw(FeatureShape shape, double minimumArea, int count)
    {
        var crop = new RandomSizeCrop(minimumArea);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var random = new RandomStream(5, i);
            return crop.Draw(shape, ref random);
        })];
    }
}
