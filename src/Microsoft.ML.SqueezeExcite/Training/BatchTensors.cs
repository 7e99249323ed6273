using System.Runtime.InteropServices;
using static global::TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>A batch as tensors.</summary>
internal static class BatchTensors
{
    /// <summary>The images as (N, C, H, W), channels-last in memory.</summary>
    public static Tensor Images(Batch batch, Device device)
    {
        using var interleaved = empty([batch.Count, batch.Shape.Height, batch.Shape.Width, batch.Shape.Channels], float32);
        batch.Images.CopyTo(MemoryMarshal.Cast<byte, float>(interleaved.bytes));
        using var moved = interleaved.to(device);
        return ChannelsLast.View(moved);
    }

    /// <summary>The classes as (N).</summary>
    public static Tensor Labels(Batch batch, Device device)
    {
        using var labels = tensor(batch.Labels);
        return labels.to(device);
    }
}
