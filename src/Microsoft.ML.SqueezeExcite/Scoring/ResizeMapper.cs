using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>ML.NET's own ResizeImages, for images that are given one by one. For one thread at a time.</summary>
internal sealed class ResizeMapper : IDisposable
{
    private readonly ImageRow _source = new();
    private readonly DataViewRow _resized;
    private readonly ValueGetter<MLImage> _getter;
    private MLImage _last = null!;

    public ResizeMapper(MLContext ml, FeatureShape shape)
    {
        ITransformer resize = ml.Transforms
            .ResizeImages(
                ImageRow.Image, shape.Width, shape.Height, ImageRow.Image, ImageResizingEstimator.ResizingKind.IsoCrop, ImageResizingEstimator.Anchor.Center)
            .Fit(new EmptyView(_source.Schema));
        var mapper = resize.GetRowToRowMapper(_source.Schema);
        var column = mapper.OutputSchema[ImageRow.Image];
        _resized = mapper.GetRow(_source, [column]);
        _getter = _resized.GetGetter<MLImage>(column);
    }

    /// <summary>The image in the network's size; it lasts until the next one.</summary>
    public MLImage Resize(MLImage image)
    {
        _source.Set(image);
        _getter(ref _last);
        _source.Set(null);
        return _last;
    }

    public void Dispose()
    {
        _last?.Dispose();
        _resized.Dispose();
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
