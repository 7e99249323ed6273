using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Compat.Microsoft.ML.ImageAnalytics.Tests;

public class ResizingTests
{
    // Official positions: single-precision products, cut off.
    [Theory]
    [InlineData(800, 534, 224, 224, ImageResizeMode.CropAnchorCentral, -55, 0, 335, 224)]
    [InlineData(800, 534, 224, 224, ImageResizeMode.CropAnchorLeft, 0, 0, 335, 224)]
    [InlineData(800, 534, 224, 224, ImageResizeMode.CropAnchorRight, -111, 0, 335, 224)]
    [InlineData(800, 534, 224, 224, ImageResizeMode.CropAnchorTop, -55, 0, 335, 224)]
    [InlineData(534, 800, 224, 224, ImageResizeMode.CropAnchorCentral, 0, -55, 224, 335)]
    [InlineData(534, 800, 224, 224, ImageResizeMode.CropAnchorTop, 0, 0, 224, 335)]
    [InlineData(534, 800, 224, 224, ImageResizeMode.CropAnchorBottom, 0, -111, 224, 335)]
    [InlineData(534, 800, 224, 224, ImageResizeMode.CropAnchorRight, 0, -55, 224, 335)]
    [InlineData(800, 400, 100, 100, ImageResizeMode.Pad, 0, 25, 100, 50)]
    [InlineData(400, 800, 100, 100, ImageResizeMode.Pad, 25, 0, 50, 100)]
    [InlineData(1000, 1, 10, 10, ImageResizeMode.Pad, 0, 4, 10, 0)]
    public void DrawnArea_Of_IsTheOfficialOne(
        int width, int height, int toWidth, int toHeight, object mode, int x, int y, int drawnWidth, int drawnHeight)
    {
        using var source = PixelBuffer.Rent(width, height, MLPixelFormat.Bgra32);

        Assert.Equal(new DrawnArea(x, y, drawnWidth, drawnHeight),
            DrawnArea.Of(source, toWidth, toHeight, (ImageResizeMode)mode));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(60)]
    public void CloneWithResizing_Crop_IsTheFilteredImage(int side)
    {
        using var image = MLImage.CreateFromFile(Fixture.File("rgb.png"));
        using var resized = image.CloneWithResizing(side, side, ImageResizeMode.CropAnchorCentral);

        var expected = Fixture.Read($"cropped-{side}x{side}.rgb");
        var pixels = resized.GetBGRPixels;
        for (var i = 0; i < expected.Length; i++)
            Assert.InRange(pixels[(i / 3 * 3) + 2 - (i % 3)] - expected[i], -1, 1);
    }

    [Theory]
    [InlineData(ImageResizeMode.Pad)]
    [InlineData(ImageResizeMode.Fill)]
    [InlineData(ImageResizeMode.CropAnchorCentral)]
    public void CloneWithResizing_OneColour_StaysThatColour(object mode)
    {
        using var image = Fixture.Uniform(40, 40, 13, 200, 255);
        using var resized = image.CloneWithResizing(17, 17, (ImageResizeMode)mode);

        Assert.Equal(Fixture.Uniform(17, 17, 13, 200, 255).Pixels.ToArray(), resized.Pixels.ToArray());
    }

    [Fact]
    public void CloneWithResizing_FineStripesShrunkFourTimes_IsGrey()
    {
        byte[] stripes = [.. Enumerable.Range(0, 64 * 64 * 4).Select(i => i % 4 == 3 || i / 4 % 2 == 0 ? (byte)255 : (byte)0)];
        using var image = MLImage.CreateFromPixels(64, 64, MLPixelFormat.Bgra32, stripes);
        using var resized = image.CloneWithResizing(16, 16, ImageResizeMode.CropAnchorCentral);

        // The outermost stripe goes on beyond the border, so the outermost pixels are left out.
        var rows = resized.GetBGRPixels.Chunk(16 * 3);
        Assert.All(rows.SelectMany(row => row[3..^3]), value => Assert.InRange(value, (byte)120, (byte)135));
    }

    [Fact]
    public void CloneWithResizing_Fill_TakesTheNearestPixels()
    {
        using var image = Fixture.Gradient(6, 4);
        using var resized = image.CloneWithResizing(3, 2, ImageResizeMode.Fill);

        // Of each block of two by two, the middle is a corner of four pixels: the first counts.
        Assert.Equal([(0, 0), (20, 0), (40, 0), (0, 40), (20, 40), (40, 40)], RedAndGreen(resized));
    }

    [Fact]
    public void CloneWithResizing_Fill_KeepsTheFormat()
    {
        using var image = Fixture.Gradient(6, 4, MLPixelFormat.Rgba32);
        using var filled = image.CloneWithResizing(12, 8, ImageResizeMode.Fill);
        using var cropped = image.CloneWithResizing(12, 8, ImageResizeMode.CropAnchorCentral);

        Assert.Equal(MLPixelFormat.Rgba32, filled.PixelFormat);
        Assert.Equal(MLPixelFormat.Bgra32, cropped.PixelFormat);
        Assert.Equal(RedAndGreen(image)[0], RedAndGreen(filled)[0]);
        Assert.Equal(image.GetBGRPixels[0], cropped.GetBGRPixels[0], tolerance: 2.0);
    }

    [Fact]
    public void CloneWithResizing_Pad_LeavesTheBordersEmpty()
    {
        using var image = Fixture.Uniform(20, 10, 100, 150, 200);
        using var resized = image.CloneWithResizing(10, 10, ImageResizeMode.Pad);

        byte[] border = new byte[10 * 2 * 4];
        Assert.Equal(border, resized.Pixels[..border.Length].ToArray());
        Assert.Equal(
            Fixture.Uniform(10, 5, 100, 150, 200).Pixels.ToArray(), resized.Pixels.Slice(border.Length, 10 * 5 * 4).ToArray());
        Assert.Equal(new byte[10 * 3 * 4], resized.Pixels[(10 * 7 * 4)..].ToArray());
    }

    [Fact]
    public void CloneWithResizing_FromManyThreads_IsTheSame()
    {
        using var image = MLImage.CreateFromFile(Fixture.File("rgb.png"));
        using var expected = image.CloneWithResizing(16, 16, ImageResizeMode.CropAnchorCentral);
        var pixels = expected.Pixels.ToArray();

        Parallel.For(0, 200, _ =>
        {
            using var resized = image.CloneWithResizing(16, 16, ImageResizeMode.CropAnchorCentral);
            Assert.Equal(pixels, resized.Pixels.ToArray());
        });
    }

    [Fact]
    public void CloneWithGrayscale_Colours_AreWeighted()
    {
        using var image = Fixture.Uniform(2, 1, blue: 10, green: 20, red: 30);
        using var gray = image.CloneWithGrayscale();

        // 0.3 * 30 + 0.59 * 20 + 0.11 * 10 = 21.9
        Assert.Equal([22, 22, 22, 255, 22, 22, 22, 255], gray.Pixels.ToArray());
    }

    private static (int Red, int Green)[] RedAndGreen(MLImage image)
    {
        var bgr = image.GetBGRPixels;
        return [.. Enumerable.Range(0, bgr.Length / 3).Select(i => ((int)bgr[(i * 3) + 2], (int)bgr[(i * 3) + 1]))];
    }
}
