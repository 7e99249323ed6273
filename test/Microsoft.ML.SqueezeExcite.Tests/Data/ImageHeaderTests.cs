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

        Assert.Equal((513, 2), ImageHeader.Size([.. "GIF89a"u8, 1, 2, 2, 0]));
        Assert.Equal((300, 200), ImageHeader.Size([.. "RIFF....WEBPVP8 ........"u8, 0, 0, 44, 1, 200, 0]));
        Assert.Equal((16_384, 1), ImageHeader.Size([.. "RIFF....WEBPVP8L...."u8, 0x2F, 0xFF, 0x3F, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Equal((1 << 24, 2), ImageHeader.Size([.. "RIFF....WEBPVP8X........"u8, 255, 255, 255, 1, 0, 0]));
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
}
