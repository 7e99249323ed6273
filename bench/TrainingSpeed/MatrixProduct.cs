using System.Diagnostics;
using Microsoft.ML.SqueezeExcite;
using static TorchSharp.torch;

namespace TrainingSpeed;

/// <summary>
/// What the machine's arithmetic allows: the rate of libtorch's product of square matrices in single precision.
/// </summary>
internal static class MatrixProduct
{
    private const int Side = 2048;
    private const int Rounds = 20;

    /// <summary>
    /// 10^9 floating-point operations a second, a multiplication and an addition counted as two: the median of the rounds.
    /// </summary>
    public static double GigaFlops()
    {
        using var a = randn(Side, Side);
        using var b = randn(Side, Side);
        mm(a, b).Dispose();
        var seconds = new double[Rounds];
        foreach (ref var round in seconds.AsSpan())
        {
            var start = Stopwatch.GetTimestamp();
            mm(a, b).Dispose();
            round = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return 2.0 * Side * Side * Side / seconds[Rounds / 2] / 1e9;
    }

    /// <summary>
    /// 10^9 floating-point operations of a step for one image: the multiply-adds of the forward pass, and of the backward pass
    /// twice as many.
    /// </summary>
    public static double GigaFlopsOfImage(string network, int side) =>
        3 * 2 * Complexity.Of(Networks.Create(network, new FeatureShape(3, side, side), 10)).MultiplyAdds / 1e9;
}
