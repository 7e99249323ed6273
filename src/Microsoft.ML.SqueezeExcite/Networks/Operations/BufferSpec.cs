namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// One tensor of an operation that is not a parameter but belongs to the trained network, such as a running mean.
/// </summary>
/// <param name="Name">Its name below the node's, as PyTorch has it.</param>
/// <param name="Shape">Its shape, PyTorch's order of dimensions.</param>
internal readonly record struct BufferSpec(string Name, IReadOnlyList<int> Shape);
