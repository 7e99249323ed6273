using System.Buffers.Binary;
using SqueezeExcite.Testing;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>What a file declares that is not so: its size, and that it is whole.</summary>
public sealed class DecodedSizeTests
{
    private readonly ImageDecoder _decoder = new(new ImageDecoding());

    public static TheoryData<string> Formats => [.. EncodedPictures.Formats];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Decode_OfEveryFormat_GivesThePixelsOfMLNet(string format)
    {
        var encoded = EncodedPictures.Of(format, 31, 20);
        using var expected = MLImage.CreateFromStream(new MemoryStream(encoded));
        using var decoded = _decoder.Decode(encoded);
        Assert.Equal((31, 20), (decoded.Image.Width, decoded.Image.Height));
        Assert.Equal(expected.GetBGRPixels, decoded.Image.GetBGRPixels);
        Assert.True(expected.GetBGRPixels.Distinct().Count() > 20);
    }

    /// <summary>ML.NET takes each as whole, its rest black.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void Decode_CutOffAtEveryTenth_SaysSo(string format)
    {
        var encoded = EncodedPictures.Of(format, 310, 200);
        for (var tenth = 1; tenth < 10; tenth++)
        {
            var part = encoded.AsMemory(0, encoded.Length * tenth / 10);
            var e = Assert.Throws<InvalidDataException>(() => _decoder.Decode(part));
            Assert.Contains($"{part.Length} bytes", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Decode_OfAJpegWithoutItsLastMarker_IsWhole()
    {
        using var decoded = _decoder.Decode(EncodedPictures.Of(".jpg", 31, 20).AsMemory()[..^2]);
        Assert.Equal(31, decoded.Image.Width);
    }

    /// <summary>
    /// The decoder makes room for the frame, whatever the screen is: a file of 40 bytes took 6 GB.
    /// </summary>
    [Fact]
    public void Decode_OfAGifWithALargerFrame_GoesByTheFrame()
    {
        var e = Assert.Throws<InvalidDataException>(() => _decoder.Decode(PictureFiles.Gif(1, 1, 65_535, 61_680, pixels: 1)));
        Assert.Contains("at most 100000000 pixels, this one has 65535 x 61680", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfASizeThatNoArrayHolds_IsRefusedWhateverIsGranted()
    {
        var decoder = new ImageDecoder(new ImageDecoding(), long.MaxValue);
        var e = Assert.Throws<InvalidDataException>(() => decoder.Decode(PictureFiles.Gif(1, 1, 65_535, 61_680, pixels: 1)));
        Assert.Contains("at most 536870911 pixels, this one has 65535 x 61680", e.Message, StringComparison.Ordinal);
    }

    /// <summary>A place 2 GiB ahead ended the process: the decoder asked its stream to skip there.</summary>
    [Theory]
    [InlineData(10, 0xFFFF_FFF0)]
    [InlineData(10, 0x8000_0000)]
    [InlineData(14, 0xFFFF_FFFF)]
    [InlineData(14, 0x8000_0000)]
    [InlineData(22, 0x8000_0000)]
    public void Decode_OfABitmapThatPointsOutsideOfItself_IsRefused(int at, uint value)
    {
        var bitmap = PictureFiles.Bitmap(4, 4);
        BinaryPrimitives.WriteUInt32LittleEndian(bitmap.AsSpan(at), value);
        Assert.Throws<InvalidDataException>(() => _decoder.Decode(bitmap));
    }
}
