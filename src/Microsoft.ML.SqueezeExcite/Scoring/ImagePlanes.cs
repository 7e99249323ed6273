using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Turns images into the network's input by the steps of the stock chain: ML.NET's own ResizeImages, and the bytes of each pixel as planes of red, green
/// and blue. The images are only read. For one thread at a time.
/// </summary>
internal sealed class ImagePlanes : IDisposable
{
    private readonly FeatureShape _shape;
    private readonly ImageRow _source = new();
    private readonly DataViewRow _resized;
    private readonly ValueGetter<MLImage> _getter;
    private MLImage _last = null!;

    public ImagePlanes(MLContext ml, FeatureShape shape)
    {
        _shape = shape;
        ITransformer resize = ml.Transforms
            .ResizeImages(
                ImageRow.Image, shape.Width, shape.Height, ImageRow.Image, ImageResizingEstimator.ResizingKind.IsoCrop, ImageResizingEstimator.Anchor.Center)
            .Fit(new EmptyView(_source.Schema));
        var mapper = resize.GetRowToRowMapper(_source.Schema);
        var column = mapper.OutputSchema[ImageRow.Image];
        _resized = mapper.GetRow(_source, [column]);
        _getter = _resized.GetGetter<MLImage>(column);
    }

    /// <summary>Writes an image's values, 0 to 255, in (C, H, W) order.</summary>
    public void Write(MLImage image, Span<float> planar)
    {
        if (_shape.Channels != 3)
            throw new InvalidDataException($"the network takes {_shape.Channels} channels, an image has 3");
        if (image.Width == _shape.Width && image.Height == _shape.Height)
        {
            Separate(image, planar);
            return;
        }

        _source.Set(image);
        _getter(ref _last);
        Separate(_last, planar);
        _source.Set(null);
    }

    public void Dispose()
    {
        _last?.Dispose();
        _resized.Dispose();
    }

    private static void Separate(MLImage image, Span<float> planar)
    {
        var pixels = image.Pixels;
        var area = pixels.Length / 4;
        var (red, blue) = image.PixelFormat == MLPixelFormat.Bgra32 ? (2, 0) : (0, 2);
        var reds = planar[..area];
        var greens = planar.Slice(area, area);
        var blues = planar.Slice(2 * area, area);
        for (int i = 0, from = 0; i < area; i++, from += 4)
        {
            reds[i] = pixels[from + red];
            greens[i] = pixels[from + 1];
            blues[i] = pixels[from + blue];
        }
    }

    /// <summary>A row of the image that is to be resized.</summary>
    private sealed class ImageRow : DataViewRow
    {
        public const string Image = "Image";

        private MLImage? _image;
        private long _position = -1;

        public ImageRow()
        {
            var builder = new DataViewSchema.Builder();
            builder.AddColumn(Image, new ImageDataViewType());
            Schema = builder.ToSchema();
        }

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema { get; }

        public void Set(MLImage? image)
        {
            _image = image;
            _position++;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (Delegate)(ValueGetter<MLImage>)((ref MLImage value) => value = _image!) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"column '{Image}' is an image, not {typeof(TValue)}");
    }
}
