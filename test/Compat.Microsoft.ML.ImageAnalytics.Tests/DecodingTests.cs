using Microsoft.ML.Data;

namespace Compat.Microsoft.ML.ImageAnalytics.Tests;

public class DecodingTests
{
    [Theory]
    [InlineData("rgb.png")]
    [InlineData("rgba.png")]
    [InlineData("gray.png")]
    [InlineData("gray-alpha.png")]
    [InlineData("gray-16bit.png")]
    [InlineData("black-white.png")]
    [InlineData("palette.png")]
    [InlineData("palette-transparent.png")]
    [InlineData("rgb-24bit.bmp")]
    [InlineData("palette-8bit.bmp")]
    [InlineData("rgba-lossless.webp")]
    public void CreateFromFile_Lossless_IsPillowsPixelsPremultiplied(string name)
    {
        using var image = MLImage.CreateFromFile(Fixture.File(name));

        Assert.Equal((37, 23, MLPixelFormat.Bgra32, 32), (image.Width, image.Height, image.PixelFormat, image.BitsPerPixel));
        Assert.Equal(PremultipliedBgra(Fixture.Read(name + ".rgba")), image.Pixels.ToArray());
    }

    [Theory]
    [InlineData("rgb-444.jpg")]
    [InlineData("rgb-420.jpg")]
    [InlineData("rgb-progressive.jpg")]
    [InlineData("gray.jpg")]
    [InlineData("cmyk.jpg")]
    [InlineData("exif-rotated.jpg")]
    [InlineData("rgb.webp")]
    public void CreateFromFile_Lossy_IsNearPillowsPixels(string name)
    {
        using var image = MLImage.CreateFromFile(Fixture.File(name));

        Assert.Equal((37, 23), (image.Width, image.Height));
        var expected = PremultipliedBgra(Fixture.Read(name + ".rgba"));
        Assert.All(image.Pixels.ToArray().Zip(expected), pair => Assert.InRange(pair.First - pair.Second, -2, 2));
    }

    [Fact]
    public void CreateFromStream_UnseekableStream_IsRead()
    {
        using var expected = MLImage.CreateFromFile(Fixture.File("rgb.png"));
        using var image = MLImage.CreateFromStream(new UnseekableStream(Fixture.Read("rgb.png")));

        Assert.Equal(expected.Pixels.ToArray(), image.Pixels.ToArray());
    }

    [Theory]
    [InlineData("rgb.png", true)]
    [InlineData("rgb.png", false)]
    [InlineData("rgb-420.jpg", true)]
    [InlineData("rgb-24bit.bmp", true)]
    public void CreateFromStream_DataBeforeAndAfter_ReadsFromThePosition(string name, bool isBufferVisible)
    {
        byte[] noise = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        byte[] all = [.. noise, .. Fixture.Read(name), .. noise];
        using var stream = new MemoryStream(all, 0, all.Length, writable: false, publiclyVisible: isBufferVisible);
        stream.Position = noise.Length;
        using var expected = MLImage.CreateFromFile(Fixture.File(name));
        using var image = MLImage.CreateFromStream(stream);

        Assert.Equal(expected.Pixels.ToArray(), image.Pixels.ToArray());
    }

    [Theory]
    [InlineData("rgb-24bit.bmp", 300)]
    [InlineData("rgb.png", 20)]
    [InlineData("rgb.png", 120)]
    [InlineData("rgb-420.jpg", 10)]
    [InlineData("rgb.webp", 11)]
    [InlineData("rgb.webp", 100)]
    [InlineData("rgba-lossless.webp", 100)]
    public void CreateFromStream_TooShort_Throws(string name, int length)
    {
        var error = Assert.Throws<ArgumentException>(
            () => MLImage.CreateFromStream(new MemoryStream(Fixture.Read(name), 0, length)));

        Assert.Equal("imageStream", error.ParamName);
        Assert.StartsWith("Invalid input stream contents", error.Message);
    }

    [Fact]
    public void CreateFromStream_JpegCutOff_KeepsWhatWasThere()
    {
        var file = Fixture.Read("rgb-444.jpg");
        using var whole = MLImage.CreateFromFile(Fixture.File("rgb-444.jpg"));
        using var image = MLImage.CreateFromStream(new MemoryStream(file, 0, file.Length - 70));

        Assert.Equal((37, 23), (image.Width, image.Height));
        Assert.Equal(whole.Pixels[..(37 * 4)].ToArray(), image.Pixels[..(37 * 4)].ToArray());
    }

    [Theory]
    [InlineData("enormous.png")]
    [InlineData("enormous.jpg")]
    public void CreateFromStream_SizeBeyondTheData_ThrowsWithoutAllocating(string name)
    {
        using var stream = new MemoryStream(Fixture.Read(name));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ArgumentException>(() => MLImage.CreateFromStream(stream));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Create_InvalidArguments_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => MLImage.CreateFromFile(null!));
        Assert.Equal("imagePath", Assert.Throws<ArgumentException>(() => MLImage.CreateFromFile("no such file")).ParamName);
        Assert.Equal("imagePath", Assert.Throws<ArgumentException>(() => MLImage.CreateFromFile(Fixture.Folder)).ParamName);
        Assert.Throws<ArgumentNullException>(() => MLImage.CreateFromStream(null!));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromStream(new MemoryStream()));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromStream(new MemoryStream(new byte[10])));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromPixels(10, 10, MLPixelFormat.Unknown, new byte[400]));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromPixels(0, 10, MLPixelFormat.Bgra32, []));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromPixels(10, 0, MLPixelFormat.Bgra32, []));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromPixels(10, 10, MLPixelFormat.Bgra32, new byte[401]));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromPixels(32768, 32768, MLPixelFormat.Bgra32, []));
    }

    private static byte[] PremultipliedBgra(byte[] rgba)
    {
        var bgra = new byte[rgba.Length];
        for (var i = 0; i < rgba.Length; i += 4)
        {
            var alpha = rgba[i + 3];
            for (var channel = 0; channel < 3; channel++)
                bgra[i + channel] = (byte)Math.Round(rgba[i + 2 - channel] * alpha / 255.0);
            bgra[i + 3] = alpha;
        }

        return bgra;
    }

    private sealed class UnseekableStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();
    }
}
