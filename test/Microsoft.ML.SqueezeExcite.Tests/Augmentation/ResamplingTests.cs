namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ResamplingTests
{
    private static readonly FeatureShape Shape = GoldenImage.Shape;
    private static readonly AffineMap Whole = AffineMap.Centre(Shape, Shape);

    [Theory]
    [InlineData("crop_up", 5, 3, 12, 9, 24, 24)]
    [InlineData("crop_down", 1, 2, 26, 17, 10, 8)]
    [InlineData("crop_edge", 18, 12, 12, 9, 16, 16)]
    [InlineData("crop_all", 0, 0, 30, 21, 32, 32)]
    public void Run_OfACrop_IsTorchvisionsResizedCrop(
        string name,
        int left,
        int top,
        int width,
        int height,
        int toWidth,
        int toHeight)
    {
        var to = new FeatureShape(3, toHeight, toWidth);
        GoldenImage.Matches(name, to, Run(AffineMap.Of(new Box(left, top, width, height), to), to: to));
    }

    [Theory]
    [InlineData("rotate_10", 10, new float[0])]
    [InlineData("rotate_-25", -25, new float[0])]
    [InlineData("rotate_filled", 40, new float[] { 10, 100, 200 })]
    public void Run_OfARotation_IsTorchvisionsBilinearOne(string name, double degrees, float[] fill) =>
        GoldenImage.Matches(name, Shape, Run(Rotation.Turn(Whole, Shape, degrees), fill));

    [Fact]
    public void Run_OfAMirror_IsTorchvisions() => GoldenImage.Matches("hflip", Shape, Run(Mirror.Swap(Whole, Shape)));

    [Fact]
    public void Run_OfAShift_IsTorchvisionsPaddingAndCrop() =>
        GoldenImage.Matches("shift", Shape, Run(PaddedShift.Move(Whole, -2, 3)));

    [Fact]
    public void Run_OfAnImageInPlace_CopiesIt() => Assert.Equal(GoldenImage.Pixels(), Run(Whole));

    [Fact]
    public void Run_OfTwoMirrors_GivesTheImage() =>
        Assert.Equal(GoldenImage.Pixels(), Run(Mirror.Swap(Mirror.Swap(Whole, Shape), Shape)));

    [Fact]
    public void Run_OfNoRotation_GivesTheImage() => Assert.Equal(GoldenImage.Pixels(), Run(Rotation.Turn(Whole, Shape, 0)));

    [Fact]
    public void Run_OfAHalfTurn_IsBothMirrors()
    {
        var expected = GoldenImage.Pixels().Chunk(3).Reverse().SelectMany(pixel => pixel).ToArray();
        Agreement.Within(1e-5, expected, Run(Rotation.Turn(Whole, Shape, 180)));
    }

    [Fact]
    public void Run_OfAConstantImage_IsConstantUnderTheSameFill()
    {
        float[] color = [7, 70, 170];
        var image = Enumerable.Repeat(color, (int)Shape.Area).SelectMany(pixel => pixel).ToArray();
        var placement = Rotation.Turn(PaddedShift.Move(AffineMap.Of(new Box(3, 4, 11, 9), Shape), 4, -4), Shape, 33);
        var result = new float[image.Length];
        Resampling.Run(image, Shape, placement, color, result, Shape);
        Agreement.Within(1e-6, image, result);
    }

    [Fact]
    public void Run_OfComposedMoves_IsTheirSequence()
    {
        var mirrored = Run(Mirror.Swap(Whole, Shape));
        var inSequence = new float[mirrored.Length];
        Resampling.Run(mirrored, Shape, Rotation.Turn(Whole, Shape, 20), [], inSequence, Shape);
        Agreement.Within(1e-5, inSequence, Run(Rotation.Turn(Mirror.Swap(Whole, Shape), Shape, 20)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Run_WithAnyNumberOfChannels_TreatsEachAlike(int channels)
    {
        var shape = new FeatureShape(channels, 9, 8);
        var grey = Enumerable.Range(0, 72).Select(i => (float)(i * 37 % 256)).ToArray();
        var image = grey.SelectMany(value => Enumerable.Repeat(value, channels)).ToArray();
        var placement = Rotation.Turn(AffineMap.Of(new Box(1, 1, 5, 6), shape), shape, 12);
        var (one, all) = (new float[72], new float[72 * channels]);
        Resampling.Run(grey, shape with { Channels = 1 }, placement, [], one, shape with { Channels = 1 });
        Resampling.Run(image, shape, placement, [], all, shape);
        Assert.Equal(one.SelectMany(value => Enumerable.Repeat(value, channels)), all);
    }

    [Fact]
    public void Centre_OfALargerImage_TakesTheLargestPartOfTheProportions()
    {
        var placement = AffineMap.Centre(new FeatureShape(3, 300, 500), new FeatureShape(3, 224, 224));
        Assert.Equal(new Box(100, 0, 300, 300), placement.Crop);
        Assert.Equal(250, placement.X(112, 5), 9);
        Assert.Equal(150, placement.Y(5, 112), 9);
    }

    private static float[] Run(AffineMap placement, float[]? fill = null, FeatureShape? to = null)
    {
        var target = new float[(to ?? Shape).Count];
        Array.Fill(target, float.NaN);
        Resampling.Run(GoldenImage.Pixels(), Shape, placement, fill ?? [], target, to ?? Shape);
        return target;
    }
}
