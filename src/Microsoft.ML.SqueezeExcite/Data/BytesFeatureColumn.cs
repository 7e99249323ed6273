using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Encoded images, a file's bytes a row: decoded by ML.NET, and turned as their EXIF orientation says.</summary>
internal sealed class BytesFeatureColumn(DataViewSchema.Column column, int size)
    : FeatureColumn(column, new FeatureShape(3, size, size))
{
    public override FeatureColumn At(int imageSize) => new BytesFeatureColumn(Column, imageSize);

    public override IDataView AsImages(IDataView view) => new DecodedImages(view, Column.Name, Column.Name);

    public override Func<Action<PixelStore>> Reader(DataViewRow row)
    {
        var rgb = new RgbPixels(size);
        var decoder = new ImageDecoder();
        var getter = row.GetGetter<VBuffer<byte>>(Column);
        var encoded = default(VBuffer<byte>);
        return () =>
        {
            getter(ref encoded);
            using var image = decoder.Decode(encoded);
            var pixels = rgb.Of(image);
            return store => store.Add(pixels);
        };
    }
}
