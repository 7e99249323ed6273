using System.Buffers.Binary;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ImageHeaderTests
{
    [Theory]
    [InlineData(".png", 31, 20)]
    [InlineData(".jpg", 31, 20)]
    [InlineData(".jpg", 1, 2000)]
    public void Size_OfWhatMLNetEncodes_IsItsSize(string extension, int width, int height)
    {
        using var picture = TinyImages.Picture(1, 1, width, height);
        Assert.Equal((width, height), ImageHeader.Size(ScoringModels.Encode(picture, extension)));
    }

    [Fact]
    public void Size_OfOtherFormats_IsRead()
    {
        var bitmap = new byte[54];
        "BM"u8.CopyTo(bitmap);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap.AsSpan(18), 60_000);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap.AsSpan(22), int.MinValue);
        Assert.Equal((60_000, 1L << 31), ImageHeader.Size(bitmap));

        Assert.Equal((513, 2), ImageHeader.Size(Gif(width: 513, height: 2, frameWidth: 513, frameHeight: 2)));
        Assert.Equal((300, 200), ImageHeader.Size([.. "RIFF....WEBPVP8 ........"u8, 0, 0, 44, 1, 200, 0]));
        Assert.Equal((16_384, 1), ImageHeader.Size([.. "RIFF....WEBPVP8L...."u8, 0x2F, 0xFF, 0x3F, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Equal((1 << 24, 2), ImageHeader.Size([.. "RIFF....WEBPVP8X........"u8, 255, 255, 255, 1, 0, 0]));
    }

    /// <summary>
    /// The decoder makes room for the frame, whatever the screen is: a file of 40 bytes kept it busy for minutes.
    /// </summary>
    [Fact]
    public void Size_OfAGifWithALargerFrame_IsTheFrames() =>
        Assert.Equal((65_535, 61_680), ImageHeader.Size(Gif(width: 1, height: 1, frameWidth: 65_535, frameHeight: 61_680)));

    /// <summary>A place 2 GiB ahead ended the process: the decoder asks its stream to skip there.</summary>
    [Theory]
    [InlineData(10, 0xFFFF_FFF0)]
    [InlineData(10, 0x8000_0000)]
    [InlineData(10, 55)]
    [InlineData(14, 0xFFFF_FFFF)]
    [InlineData(14, 55)]
    public void Size_OfABitmapThatPointsOutsideOfItself_IsUnknown(int at, uint value)
    {
        var bitmap = new byte[54];
        "BM"u8.CopyTo(bitmap);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap.AsSpan(14), 40);
        BinaryPrimitives.WriteUInt32LittleEndian(bitmap.AsSpan(at), value);
        Assert.Null(ImageHeader.Size(bitmap));
    }

    [Fact]
    public void Size_OfAnythingCutOff_IsUnknownOrWhatItWas()
    {
        using var picture = TinyImages.Picture(1, 1, 31, 20);
        foreach (var extension in new[] { ".png", ".jpg" })
        {
            var encoded = ScoringModels.Encode(picture, extension);
            for (var length = 0; length < encoded.Length; length++)
                Assert.Contains(ImageHeader.Size(encoded.AsSpan(0, length)), new (long, long)?[] { null, (31, 20) });
        }
    }

    // A screen of two colours, a comment, and a frame.
    private static byte[] Gif(ushort width, ushort height, ushort frameWidth, ushort frameHeight)
    {
        byte[] gif =
        [
            .. "GIF89a"u8,
            0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x21, 0xFE, 2, 65, 66, 1, 67, 0, 0x2C, 0, 0, 0, 0, 0, 0, 0,
            0, 0,
        ];
        BinaryPrimitives.WriteUInt16LittleEndian(gif.AsSpan(6), width);
        BinaryPrimitives.WriteUInt16LittleEndian(gif.AsSpan(8), height);
        BinaryPrimitives.WriteUInt16LittleEndian(gif.AsSpan(gif.Length - 5), frameWidth);
        BinaryPrimitives.WriteUInt16LittleEndian(gif.AsSpan(gif.Length - 3), frameHeight);
        return gif;
    }
}
