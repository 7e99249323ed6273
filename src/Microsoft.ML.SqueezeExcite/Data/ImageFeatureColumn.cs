using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Images as ML.NET holds them. They are brought to the network's size by ML.NET's own ResizeImages, the step that scores later, so that
/// training and scoring see the same pixels. The caller's images are only read.
/// </summary>
internal sealed class ImageFeatureColumn(MLContext ml, DataViewSchema.Column column, int size)
    : FeatureColumn(column, new FeatureShape(3, size, size))
{
    private readonly ITransformer _resize = ml.Transforms
        .ResizeImages(nameof(Row.Image), size, size, nameof(Row.Image), ImageResizingEstimator.ResizingKind.IsoCrop, ImageResizingEstimator.Anchor.Center)
        .Fit(ml.Data.LoadFromEnumerable(Array.Empty<Row>()));

    public override Action<PixelStore> Reader(DataViewRow row)
    {
        var getter = row.GetGetter<MLImage>(Column);
        var image = default(MLImage)!;
        return store =>
        {
            getter(ref image);
            if (image is null)
                throw new InvalidDataException("there is no image");
            if (image.Width == size && image.Height == size)
                store.Add(Interleave(image));
            else
                store.Add(Resize(image));
        };
    }

    private byte[] Resize(MLImage image)
    {
        using var copy = MLImage.CreateFromPixels(image.Width, image.Height, image.PixelFormat, image.Pixels);
        var view = _resize.Transform(ml.Data.LoadFromEnumerable([new Row { Image = copy }]));
        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetGetter<MLImage>(view.Schema[nameof(Row.Image)]);
        cursor.MoveNext();
        var resized = default(MLImage)!;
        getter(ref resized);
        using (resized)
            return Interleave(resized);
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
