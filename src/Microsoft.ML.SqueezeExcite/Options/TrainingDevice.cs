namespace Microsoft.ML.SqueezeExcite;

/// <summary>Where a network is trained.</summary>
public enum TrainingDevice
{
    /// <summary>The GPU if TorchSharp has CUDA, else the processor. The log says which.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>The GPU; an error where TorchSharp has no CUDA.</summary>
    Cuda,
}
