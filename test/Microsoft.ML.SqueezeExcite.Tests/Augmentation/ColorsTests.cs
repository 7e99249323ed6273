namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ColorsTests
{
    [Theory]
    [InlineData("brightness", 1.4f)]
    [InlineData("brightness_less", 0.6f)]
    public void Brighten_ByAFactor_IsTorchvisions(string name, float factor) =>
        GoldenImage.Matches(name, GoldenImage.Shape, Run(p => Colors.Brighten(p, factor)));

    [Theory]
    [InlineData("contrast", 1.7f)]
    [InlineData("contrast_less", 0.3f)]
    public void Contrast_ByAFactor_IsTorchvisions(string name, float factor) =>
        GoldenImage.Matches(name, GoldenImage.Shape, Run(p => Colors.Contrast(p, factor)));

    [Theory]
    [InlineData("saturation", 1.8f)]
    [InlineData("saturation_less", 0.2f)]
    public void Saturate_ByAFactor_IsTorchvisions(string name, float factor) =>
        GoldenImage.Matches(name, GoldenImage.Shape, Run(p => Colors.Saturate(p, factor)));

    [Theory]
    [InlineData("hue", 0.2f)]
    [InlineData("hue_back", -0.45f)]
    public void TurnHue_ByAPartOfATurn_IsTorchvisions(string name, float turns) =>
        GoldenImage.Matches(name, GoldenImage.Shape, Run(p => Colors.TurnHue(p, turns)));

    [Fact]
    public void TurnHue_OfGreysAndPureColours_IsTorchvisions()
    {
        var corners = Array.ConvertAll(GoldenImage.Pixels("corners"), x => MathF.Floor(x / 255 * 4) / 4 * 255);
        for (var x = 0; x < GoldenImage.Shape.Width; x++)
            corners.AsSpan(x * 3, 3).Fill(corners[x * 3]);
        GoldenImage.Matches("hue_corners", GoldenImage.Shape, Run(p => Colors.TurnHue(p, 0.1f), corners));
    }

    [Fact]
    public void All_InSequence_AreTorchvisions() => GoldenImage.Matches("jitter", GoldenImage.Shape, Run(planes =>
    {
        Colors.Contrast(planes, 1.2f);
        Colors.TurnHue(planes, 0.05f);
        Colors.Saturate(planes, 0.7f);
        Colors.Brighten(planes, 1.1f);
    }));

    [Fact]
    public void Contrast_OfAGreyImage_IsTorchvisions()
    {
        var grey = GoldenImage.Pixels().Where((_, i) => i % 3 == 0).ToArray();
        var shape = GoldenImage.Shape with { Channels = 1 };
        GoldenImage.Matches("contrast_grey", shape, Run(p => Colors.Contrast(p, 1.7f), grey, shape));
    }

    [Fact]
    public void All_WithoutStrength_LeaveTheImage()
    {
        var image = GoldenImage.Pixels();
        Agreement.Within(1e-6, image, Run(planes =>
        {
            Colors.Brighten(planes, 1);
            Colors.Contrast(planes, 1);
            Colors.Saturate(planes, 1);
            Colors.TurnHue(planes, 1);
        }));
    }

    private static float[] Run(Change change, float[]? image = null, FeatureShape? shape = null)
    {
        image ??= GoldenImage.Pixels();
        var planes = new Planes(image, shape ?? GoldenImage.Shape);
        change(planes);
        planes.Return();
        return image;
    }

    private delegate void Change(Planes planes);
}
