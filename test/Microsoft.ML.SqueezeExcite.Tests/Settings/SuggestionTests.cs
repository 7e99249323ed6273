namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("se-resnet-5", "se-resnet-50")]
    [InlineData("se-resnet50", "se-resnet-50")]
    [InlineData("SE-ResNext-50", "se-resnext-50")]
    [InlineData("senet154", "senet-154")]
    [InlineData("mobilnet", "mobilenet")]
    [InlineData("SE-Vgg-61", "se-vgg-16")]
    [InlineData("vg-g16", "vgg-16")]
    public void Near_OfAMisspelledNetwork_HasTheRightOne(string name, string expected) =>
        Assert.StartsWith(expected, Suggestion.Near(name, Networks.Names)[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("efficientnet-b0")]
    public void Near_OfSomethingElse_HasNothing(string name) => Assert.Empty(Suggestion.Near(name, Networks.Names));

    [Fact]
    public void Check_OfAMisspelledArchitecture_AsksAndDoesNotListAll()
    {
        var e = Assert.Throws<ArgumentException>(() => new SeNetOptions { Architecture = "se-resnt-50" }.Check());
        Assert.StartsWith(
            "Architecture must be a network of the catalogue, was 'se-resnt-50': did you mean 'se-resnet-50'",
            e.Message,
            StringComparison.Ordinal);
        Assert.InRange(e.Message.Length, 0, 200);
        e = Assert.Throws<ArgumentException>(() => Networks.UsualInput("efficientnet-b0"));
        Assert.StartsWith(
            "there is no architecture 'efficientnet-b0': Networks.Names lists them, and se-trainer summary --all",
            e.Message,
            StringComparison.Ordinal);
    }
}
