using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>A batch as tensors.</summary>
internal static class BatchTensors
{
    /// <summary>The images as (N, C, H, W), channels-last in memory.</summary>
    public static Tensor Images(Batch batch, Device device, ScalarType type = ScalarType.Float32)
    {
        using var interleaved = empty([batch.Count, batch.Shape.Height, batch.Shape.Width, batch.Shape.Channels], float32);
        batch.Images.CopyTo(MemoryMarshal.Cast<byte, float>(interleaved.bytes));
        using var moved = interleaved.to(device);
        using var typed = moved.to_type(type);
        return ChannelsLast.View(typed);
    }

    /// <summary>The classes as (N).</summary>
    public static Tensor Labels(Batch batch, Device device)
    {
        using var labels = tensor(batch.Labels);
        return labels.to(device);
    }

    /// <summary>
    /// The classes as probabilities (N, classes): those of the images and those mixed into them, each with its share.
    /// </summary>
    public static Tensor Probabilities(Batch batch, MixedLabels mixed, long classes, Device device)
    {
        using var probabilities = zeros([batch.Count, classes], float32);
        var rows = MemoryMarshal.Cast<byte, float>(probabilities.bytes);
        for (var i = 0; i < batch.Count; i++)
        {
            var row = rows.Slice(i * (int)classes, (int)classes);
            row[(int)batch.Labels[i]] += mixed.Weights[i];
            row[(int)mixed.Partners[i]] += 1 - mixed.Weights[i];
        }

        return probabilities.to(device);
    }
}
