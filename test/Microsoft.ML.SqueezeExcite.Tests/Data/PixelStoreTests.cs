namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class PixelStoreTests
{
    private static readonly FeatureShape Shape = new(3, 7, 11);

    [Fact]
    public void Read_OfBytes_GivesThemBack()
    {
        var image = Enumerable.Range(0, (int)Shape.Count).Select(i => (float)(i * 37 % 256)).ToArray();
        var store = new PixelStore(Shape);
        store.Add(image);
        Assert.True(store.AreBytes);
        Assert.Equal(image, Read(store, 0));
    }

    [Fact]
    public void Add_ValueThatIsNoByte_KeepsAllImagesExactly()
    {
        float[][] images = [Fill(17), Fill(0.25f), Fill(-1)];
        var store = new PixelStore(Shape);
        foreach (var image in images)
            store.Add(image);
        store.Add(Enumerable.Repeat((byte)9, (int)Shape.Count).ToArray());
        Assert.False(store.AreBytes);
        Assert.Equal([.. images, Fill(9)], Enumerable.Range(0, 4).Select(i => Read(store, i)));
    }

    private static float[] Fill(float value) => Enumerable.Repeat(value, (int)Shape.Count).ToArray();

    private static float[] Read(PixelStore store, int index)
    {
        var pixels = new float[store.Shape.Count];
        store.Read(index, pixels);
        return pixels;
    }
}
