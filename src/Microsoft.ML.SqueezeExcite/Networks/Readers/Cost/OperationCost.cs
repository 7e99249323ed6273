namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Multiply-adds, counted as in the tables of arXiv 1709.01507: those of convolutions and linear layers, one for each element
/// that is added or scaled, and one for each element of a pooling window. Normalisation, activations and global pooling count
/// nothing.
/// </summary>
internal static class OperationCost
{
    /// <summary>Those of one image.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="output">The shape that it makes.</param>
    public static long MultiplyAdds(Operation operation, FeatureShape output) => output.Count * PerElement(operation);

    private static int PerElement(Operation operation) => operation switch
    {
        Convolution c => c.InputChannels / c.Groups * c.Kernel.Area,
        Linear l => l.InputCount,
        MaxPool p => p.Kernel.Area,
        AveragePool p => p.Kernel.Area,
        Add or Scale or Multiply => 1,
        InputOperation or BatchNormalization or Activation or Dropout or GlobalPool or Concatenation or ChannelShuffle => 0,
        _ => throw new NotSupportedException($"{operation} has no cost"),
    };
}
