using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// PyTorch's <c>Dropout</c> with a generator of its network's own: torch's default one is shared by all threads of the process.
/// The mask is drawn on the CPU, so that it is the same on every device.
/// </summary>
/// <param name="probability">Of an element to become zero in training; the others are divided by the rest.</param>
/// <param name="generator">Owned by the caller.</param>
internal sealed class SeededDropout(double probability, Generator generator) : nn.Module<Tensor, Tensor>(nameof(SeededDropout))
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (!training || probability == 0)
            return input;
        using var drawn = empty(input.shape).bernoulli_(1 - probability, generator).div_(1 - probability);
        using var moved = drawn.to(input.device);
        using var mask = moved.to_type(input.dtype);
        return input.mul(mask);
    }
}
