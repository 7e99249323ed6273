using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Compat.Microsoft.ML.ImageAnalytics.Tests;

public sealed class MLImageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlimage").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Members_AfterDispose_Throw()
    {
        var image = Fixture.Gradient(4, 3);
        image.Tag = "tag";
        image.Dispose();
        image.Dispose();

        Action[] uses =
        [
            () => _ = image.Tag, () => image.Tag = "", () => _ = image.Width, () => _ = image.Height, () => _ = image.PixelFormat,
            () => _ = image.BitsPerPixel, () => _ = image.Pixels, () => _ = image.GetBGRPixels, () => image.Save("x.png"),
            () => image.CloneWithGrayscale(), () => image.CloneWithResizing(1, 1, ImageResizeMode.Fill),
        ];
        Assert.All(uses, use => Assert.Equal("Object is disposed.", Assert.Throws<InvalidOperationException>(use).Message));
    }

    [Theory]
    [InlineData(MLPixelFormat.Bgra32)]
    [InlineData(MLPixelFormat.Rgba32)]
    public void GetBGRPixels_EitherFormat_IsBlueGreenRed(MLPixelFormat format)
    {
        using var image = Fixture.Gradient(2, 2, format);

        Assert.Equal([200, 0, 0, 199, 0, 10, 198, 20, 0, 197, 20, 10], image.GetBGRPixels);
    }

    [Fact]
    public void GetBGRPixels_TranslucentPixel_IsNotMultipliedByAlpha()
    {
        using var image = Fixture.Uniform(1, 1, blue: 50, green: 25, red: 0, alpha: 100);

        Assert.Equal([128, 64, 0], image.GetBGRPixels);
    }

    [Theory]
    [InlineData(MLPixelFormat.Bgra32)]
    [InlineData(MLPixelFormat.Rgba32)]
    public void Save_Png_ReadsBackTheSame(MLPixelFormat format)
    {
        using var image = Fixture.Gradient(19, 7, format);
        image.Save(InFolder("image.PNG"));

        using var read = MLImage.CreateFromFile(InFolder("image.PNG"));
        Assert.Equal(image.GetBGRPixels, read.GetBGRPixels);
    }

    [Fact]
    public void Save_TranslucentPng_KeepsAlpha()
    {
        using var image = MLImage.CreateFromFile(Fixture.File("rgba.png"));
        image.Save(InFolder("image.png"));

        using var read = MLImage.CreateFromFile(InFolder("image.png"));
        Assert.All(image.Pixels.ToArray().Zip(read.Pixels.ToArray()), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    [Theory]
    [InlineData("image.jpg", MLPixelFormat.Bgra32)]
    [InlineData("image.jpeg", MLPixelFormat.Rgba32)]
    public void Save_Jpeg_ReadsBackNearlyTheSame(string name, MLPixelFormat format)
    {
        using var image = Fixture.Uniform(24, 24, 30, 160, 90);
        using var converted = MLImage.CreateFromPixels(24, 24, format, image.Pixels);
        converted.Save(InFolder(name));

        using var read = MLImage.CreateFromFile(InFolder(name));
        Assert.All(converted.GetBGRPixels.Zip(read.GetBGRPixels), pair => Assert.InRange(pair.First - pair.Second, -3, 3));
    }

    [Theory]
    [InlineData("image.bmp", "is not supported")]
    [InlineData("image.gif", "is not supported")]
    [InlineData("image.txt", "invalid image file extension")]
    [InlineData("image", "invalid image file extension")]
    public void Save_OtherExtension_Throws(string name, string message)
    {
        using var image = Fixture.Gradient(4, 4);

        Assert.Contains(message, Assert.Throws<ArgumentException>(() => image.Save(InFolder(name))).Message);
        Assert.False(File.Exists(InFolder(name)));
    }

    [Theory]
    [InlineData("libturbojpeg.so.0", "libturbojpeg0")]
    [InlineData("libspng.so.0", "libspng0")]
    public void Missing_Library_NamesThePackage(string library, string package)
        => Assert.EndsWith($"apt-get install {package}", NativeMethods.Missing(library).Message);

    private string InFolder(string name) => Path.Combine(_folder, name);
}
