namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class PixelStoreTests : IDisposable
{
    private static readonly FeatureShape Shape = new(3, 7, 11);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OfBytes_GivesThemBack()
    {
        var image = Enumerable.Range(0, (int)Shape.Count).Select(i => (float)(i * 37 % 256)).ToArray();
        var store = new PixelStore(Shape);
        store.AddInterleaved(image);
        Assert.Equal(Shape.Count, store.BytesInMemory);
        Assert.Equal(image, store.Image(0));
    }

    [Fact]
    public void Add_ValueThatIsNotAByte_KeepsAllImagesExactly()
    {
        float[][] images = [Fill(17), Fill(0.25f), Fill(-1), Fill(256), Fill(9)];
        var store = new PixelStore(Shape);
        foreach (var image in images)
            store.AddInterleaved(image);
        Assert.Equal((2 + 3 * sizeof(float)) * Shape.Count, store.BytesInMemory);
        Assert.Equal(images, Enumerable.Range(0, images.Length).Select(store.Image));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public void Add_Floats_StaysWithinTheBudget(int imagesInMemory)
    {
        var bytes = sizeof(float) * Shape.Count;
        float[] Image(int i) => [.. Enumerable.Range(0, (int)Shape.Count).Select(k => i + k / 1000f)];
        float[][] images = [.. Enumerable.Range(0, 10).Select(Image)];
        using var store = new PixelStore(Shape, imagesInMemory * bytes + bytes / 2, _folder.File(""));
        foreach (var image in images)
            store.AddInterleaved(image);
        Assert.Equal(imagesInMemory * bytes, store.BytesInMemory);
        Assert.Equal(images, Enumerable.Range(0, images.Length).Select(store.Image));
    }

    [Fact]
    public void Add_BytesAndFloatsAboveTheBudget_GivesThemBackInOrder()
    {
        float[][] images = [Fill(1), Fill(2), Fill(0.5f), Fill(3), Fill(-0.5f), Fill(4)];
        using var store = new PixelStore(Shape, 2 * Shape.Count, _folder.File(""));
        foreach (var image in images)
            store.AddInterleaved(image);
        Assert.Equal(2 * Shape.Count, store.BytesInMemory);
        Assert.Equal(images, Enumerable.Range(0, images.Length).Select(store.Image));
        Assert.Equal([images[4], images[0]], Enumerable.Range(0, 2).Select(store.Select([4, 0]).Image));
    }

    private static float[] Fill(float value) => Enumerable.Repeat(value, (int)Shape.Count).ToArray();
}
