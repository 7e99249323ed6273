namespace Microsoft.ML.SqueezeExcite;

/// <summary>The shape of what flows along an edge of a network, without the batch: (C, H, W).</summary>
/// <param name="Channels">C, the number of channels.</param>
/// <param name="Height">H, rows.</param>
/// <param name="Width">W, columns.</param>
public readonly record struct FeatureShape(int Channels, int Height, int Width)
{
    /// <summary>C * H * W.</summary>
    public long Count => (long)Channels * Height * Width;

    /// <summary>H * W.</summary>
    public long Area => (long)Height * Width;

    /// <summary>Whether it is one row high: a signal, whose time is W.</summary>
    internal bool IsSignal => Height == 1;

    /// <inheritdoc/>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
