using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Images as float vectors in planar (C, H, W) order, as ExtractPixels gives them.</summary>
internal sealed class VectorFeatureColumn(DataViewSchema.Column column, FeatureShape shape) : FeatureColumn(column, shape)
{
    public override bool IsDecoded => false;

    public override Func<Action<PixelStore>> Reader(DataViewRow row)
    {
        var getter = row.GetGetter<VBuffer<float>>(Column);
        var vector = default(VBuffer<float>);
        var planar = new float[Shape.Count];
        var interleaved = new float[Shape.Count];
        return () =>
        {
            getter(ref vector);
            vector.CopyTo(planar);
            for (var i = 0; i < planar.Length; i++)
            {
                if (!float.IsFinite(planar[i]))
                    throw new InvalidDataException($"value {i} is {planar[i]}");
            }

            Interleave(planar, interleaved, Shape);
            return store => store.Add(interleaved);
        };
    }

    // (C, H, W) -> (H, W, C)
    private static void Interleave(ReadOnlySpan<float> planar, Span<float> interleaved, FeatureShape shape)
    {
        var area = (int)shape.Area;
        for (var c = 0; c < shape.Channels; c++)
        {
            var plane = planar.Slice(c * area, area);
            for (var i = 0; i < area; i++)
                interleaved[i * shape.Channels + c] = plane[i];
        }
    }
}
