using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The channels-last layout: (N, C, H, W) by name, N, H, W, C in memory, which is what the CPU's convolutions are fastest on.
/// TorchSharp has no name for it, but strides say it all.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>Lays out the weights of all convolutions channels-last, values unchanged.</summary>
    public static void Convert(nn.Module module)
    {
        using var noGrad = no_grad();
        foreach (var parameter in module.parameters())
        {
            if (parameter.dim() != 4)
                continue;
            using var moved = parameter.permute(0, 2, 3, 1);
            using var packed = moved.contiguous();
            using var view = packed.permute(0, 3, 1, 2);
            parameter.set_(view);
        }
    }

    /// <summary>An (N, H, W, C) tensor seen as (N, C, H, W). The memory stays where it is.</summary>
    public static Tensor View(Tensor interleaved) => interleaved.permute(0, 3, 1, 2);
}
