namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The type that features and their gradients have in the steps of a training. Weights, their gradients and everything that is
/// saved are Single with any.
/// </summary>
public enum TrainingPrecision
{
    /// <summary>32 bits.</summary>
    Single,

    /// <summary>
    /// bfloat16, the upper 16 bits of a Single: mixed precision, as PyTorch's <c>torch.autocast</c> has it. Half the memory for
    /// features; faster on GPUs from Ampere on and on processors with AMX or AVX-512 BF16, slower on others.
    /// </summary>
    BFloat16,
}
