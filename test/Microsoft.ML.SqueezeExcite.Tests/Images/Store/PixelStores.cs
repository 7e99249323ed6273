namespace Microsoft.ML.SqueezeExcite.Tests;

internal static class PixelStores
{
    /// <summary>Adds an image whose values are given in (H, W, C) order.</summary>
    public static void AddInterleaved(this PixelStore store, float[] pixels)
    {
        var (channels, area) = (store.Shape.Channels, (int)store.Shape.Area);
        store.Add(PackedPixels.Pack([.. pixels.Select((_, i) => pixels[i % area * channels + i / area])], store.Shape));
    }

    /// <summary>The values of an image, (H, W, C).</summary>
    public static float[] Image(this PixelStore store, int index)
    {
        var pixels = new float[store.Shape.Count];
        store.Read(index, pixels);
        return pixels;
    }
}
