namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>What is seen where an image is transparent.</summary>
public sealed class BackgroundTests
{
    [Theory]
    [InlineData(null, 0, 0, 0)]
    [InlineData("white", 255, 255, 255)]
    [InlineData("#10F0A0", 16, 240, 160)]
    public void Decode_OfNothingButBackground_ShowsIt(string? background, byte red, byte green, byte blue)
    {
        var png = EncodedPictures.Png(5, 3, 200, 100, 50, 0);
        using var decoded = new ImageDecoder(new ImageDecoding { Background = background }).Decode(png);
        Assert.Equal(ImageTraits.Transparent, decoded.Traits);
        Assert.Equal(Enumerable.Repeat((byte[])[blue, green, red], 15).SelectMany(p => p), decoded.Image.GetBGRPixels);
    }

    [Fact]
    public void Decode_OfHalfTransparent_MixesBothToRounding()
    {
        for (var alpha = 0; alpha < 256; alpha += 5)
        {
            var png = EncodedPictures.Png(1, 1, 250, 128, 3, (byte)alpha);
            using var decoded = new ImageDecoder(new ImageDecoding { Background = "#40FF00" }).Decode(png);
            Assert.Equal(255, decoded.Image.Pixels[3]);
            var seen = decoded.Image.GetBGRPixels;
            foreach (var (channel, color, under) in (ReadOnlySpan<(int, int, int)>)[(2, 250, 64), (1, 128, 255), (0, 3, 0)])
                Assert.InRange(seen[channel] - (color * alpha + under * (255 - alpha)) / 255.0, -1.5, 1.5);
        }
    }

    [Fact]
    public void Decode_OfOpaqueImages_IsTheSameOnAnyBackground()
    {
        foreach (var format in EncodedPictures.Formats)
        {
            var encoded = EncodedPictures.Of(format, 31, 20);
            using var expected = new ImageDecoder(new ImageDecoding()).Decode(encoded);
            using var decoded = new ImageDecoder(new ImageDecoding { Background = "white" }).Decode(encoded);
            Assert.Equal(ImageTraits.None, decoded.Traits);
            Assert.Equal(expected.Image.GetBGRPixels, decoded.Image.GetBGRPixels);
        }
    }

    [Theory]
    [InlineData("whiet")]
    [InlineData("")]
    [InlineData("transparent")]
    [InlineData("#12")]
    [InlineData("#FFFFFFF")]
    public void Check_OfWhatIsNotAColor_NamesIt(string background)
    {
        const string Message = "ackground must be an HTML colour such as white or #F0F0F0, was '";
        var decoding = new ImageDecoding { Background = background };
        var options = Assert.Throws<ArgumentException>(() => new SeNetOptions { Decoding = decoding }.Check());
        Assert.Contains($"B{Message}{background}'", options.Message, StringComparison.Ordinal);
        var ml = new MLContext();
        var view = ml.Data.LoadFromEnumerable([new EncodedRow()]);
        var catalog = Assert.Throws<ArgumentException>(() => ml.Data.DecodeImages(view, decoding: decoding));
        Assert.Contains($"B{Message}{background}'", catalog.Message, StringComparison.Ordinal);
    }
}
