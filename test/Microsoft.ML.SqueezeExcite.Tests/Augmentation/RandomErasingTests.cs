namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class RandomErasingTests
{
    private static readonly FeatureShape Shape = new(3, 100, 120);

    [Fact]
    public void Erase_OfARectangle_IsTorchvisions()
    {
        var image = GoldenImage.Pixels();
        new RandomErasing(1, [10, 100, 200]).Erase(image, GoldenImage.Shape, new Box(7, 4, 9, 11));
        GoldenImage.Matches("erase", GoldenImage.Shape, image);
    }

    [Fact]
    public void Draw_ManyTimes_HasAreaAndProportionsInRange()
    {
        var boxes = Enumerable.Range(0, 20_000)
            .Select(i =>
            {
                var random = new RandomStream(4, i);
                return RandomErasing.Draw(Shape, ref random)!.Value;
            })
            .ToArray();
        Assert.All(
            boxes,
            box => Assert.True(box.Left >= 0 && box.Top >= 0 && box.Right <= Shape.Width && box.Bottom <= Shape.Height));
        Assert.All(boxes, box => Assert.InRange((double)box.Area / Shape.Area, 0.018, 0.34));
        Assert.All(boxes, box => Assert.InRange((double)box.Height / box.Width, 0.27, 3.6));
        Assert.InRange(boxes.Average(box => (double)box.Area / Shape.Area), 0.16, 0.18);
    }

    [Fact]
    public void Draw_OfASignal_IsAPartOfItsLength() => Assert.All(Enumerable.Range(0, 1000), i =>
    {
        var random = new RandomStream(4, i);
        var box = RandomErasing.Draw(new FeatureShape(1, 1, 500), ref random)!.Value;
        Assert.Equal((0, 1), (box.Top, box.Height));
        Assert.InRange(box.Width, 10, 165);
        Assert.InRange(box.Left, 0, 500 - box.Width);
    });

    [Fact]
    public void Apply_WithAProbability_CoversThatShareOfTheImages()
    {
        var erasing = new RandomErasing(0.25, [7, 7, 7]);
        var covered = Enumerable.Range(0, 4000).Count(i =>
        {
            var image = new float[Shape.Count];
            var random = new RandomStream(8, i);
            erasing.Apply(image, Shape, ref random);
            return image.Contains(7);
        });
        Assert.InRange(covered, 900, 1100);
    }
}
