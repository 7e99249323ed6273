using System.Buffers;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Reads images and augments them; any number of threads may read at once.</summary>
internal sealed class SampleReader(PixelStore pixels, AugmentationSteps augmentation, FeatureShape shape)
{
    /// <summary>Writes one image (H, W, C), augmented.</summary>
    public void Read(int index, Span<float> target, ref RandomStream random)
    {
        var length = (int)pixels.Shape.Count;
        var scratch = ArrayPool<float>.Shared.Rent(length);
        var source = scratch.AsSpan(0, length);
        pixels.Read(index, source);
        augmentation.Apply(source, pixels.Shape, target, shape, ref random);
        ArrayPool<float>.Shared.Return(scratch);
    }
}
