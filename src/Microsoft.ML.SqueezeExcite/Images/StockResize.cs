using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// ML.NET's own ResizeImages, the step of a saved model, for images that are given one by one: so that training and scoring see
/// the same pixels. For one thread at a time.
/// </summary>
internal sealed class StockResize
{
    // The step is made here alone, it logs nothing, and a context may be used by any number of threads.
    private static readonly MLContext Context = new();

    private readonly ImageRow _source = new();
    private readonly ValueGetter<MLImage> _resized;

    public StockResize(int width, int height)
    {
        ITransformer resize = Context.Transforms.ResizeImages(
                ImageRow.Image, width, height, ImageRow.Image, ImageResizingEstimator.ResizingKind.IsoCrop,
                ImageResizingEstimator.Anchor.Center)
            .Fit(new EmptyView(_source.Schema));
        var mapper = resize.GetRowToRowMapper(_source.Schema);
        var column = mapper.OutputSchema[ImageRow.Image];
        _resized = mapper.GetRow(_source, [column]).GetGetter<MLImage>(column);
    }

    /// <summary>
    /// The image in the other size, which the caller disposes. An image that has it already is not copied: it is returned.
    /// </summary>
    public MLImage Apply(MLImage image)
    {
        var resized = default(MLImage)!;
        _source.Set(image);
        _resized(ref resized);
        _source.Set(null);
        return resized;
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

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (Delegate)(ValueGetter<MLImage>)((ref MLImage value) => value = _image!) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"column '{Image}' is an image, not {typeof(TValue)}");
    }
}
