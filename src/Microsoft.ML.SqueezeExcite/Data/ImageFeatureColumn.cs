using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Images as ML.NET holds them. The caller's images are only read.</summary>
internal sealed class ImageFeatureColumn(DataViewSchema.Column column, int size)
    : FeatureColumn(column, new FeatureShape(3, size, size))
{
    public override FeatureColumn At(int imageSize) => new ImageFeatureColumn(Column, imageSize);

    public override Func<Action<PixelStore>> Reader(DataViewRow row)
    {
        var rgb = new RgbPixels(size);
        var getter = row.GetGetter<MLImage>(Column);
        var image = default(MLImage)!;
        return () =>
        {
            getter(ref image);
            if (image is null)
                throw new InvalidDataException("there is no image");
            var pixels = rgb.Of(image);
            return store => store.Add(pixels);
        };
    }
}
