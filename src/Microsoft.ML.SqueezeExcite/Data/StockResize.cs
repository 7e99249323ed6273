using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Brings images to the network's size by ML.NET's own ResizeImages, the step that scores later, so that training and scoring see the same pixels. For one
/// thread: a cursor over an endless view, whose row is the image at hand.
/// </summary>
internal sealed class StockResize
{
    private readonly int _size;
    private readonly DataViewRowCursor _cursor;
    private readonly ValueGetter<MLImage> _resized;
    private MLImage? _image;

    public StockResize(MLContext ml, int size)
    {
        _size = size;
        var rows = ml.Data.LoadFromEnumerable(Rows());
        var view = ml.Transforms
            .ResizeImages(nameof(Row.Image), size, size, nameof(Row.Image), ImageResizingEstimator.ResizingKind.IsoCrop, ImageResizingEstimator.Anchor.Center)
            .Fit(rows)
            .Transform(rows);
        var column = view.Schema[nameof(Row.Image)];
        _cursor = view.GetRowCursor([column]);
        _resized = _cursor.GetGetter<MLImage>(column);
    }

    /// <summary>An image of any size as (size, size, 3), R, G, B. The image is only read.</summary>
    public byte[] Apply(MLImage image)
    {
        if (image.Width == _size && image.Height == _size)
            return Interleave(image);

        // The step may dispose of what it reads.
        using var copy = MLImage.CreateFromPixels(image.Width, image.Height, image.PixelFormat, image.Pixels);
        return ApplyTo(copy);
    }

    /// <summary>The same, and the image is disposed of.</summary>
    public byte[] Consume(MLImage image)
    {
        using (image)
            return image.Width == _size && image.Height == _size ? Interleave(image) : ApplyTo(image);
    }

    private byte[] ApplyTo(MLImage image)
    {
        _image = image;
        _cursor.MoveNext();
        var resized = default(MLImage)!;
        _resized(ref resized);
        using (resized)
            return Interleave(resized);
    }

    private IEnumerable<Row> Rows()
    {
        while (true)
            yield return new Row { Image = _image! };
    }

    // four bytes a pixel -> R, G, B
    private static byte[] Interleave(MLImage image)
    {
        var pixels = image.Pixels;
        var (red, blue) = image.PixelFormat == MLPixelFormat.Bgra32 ? (2, 0) : (0, 2);
        var rgb = new byte[pixels.Length / 4 * 3];
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            rgb[to] = pixels[from + red];
            rgb[to + 1] = pixels[from + 1];
            rgb[to + 2] = pixels[from + blue];
        }

        return rgb;
    }

    private sealed class Row
    {
        // Any size will do: it says that the member is an image, of whatever size it is.
        [ImageType(1, 1)]
        public required MLImage Image { get; init; }
    }
}
