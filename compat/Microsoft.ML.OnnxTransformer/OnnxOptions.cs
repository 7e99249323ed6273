namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Everything that can be said about how an ONNX model is applied.</summary>
public sealed class OnnxOptions
{
    /// <summary>The path of the model.</summary>
    public string? ModelFile;

    /// <summary>The columns that are fed to the inputs of the same names; none for all inputs of the model.</summary>
    public string[]? InputColumns;

    /// <summary>The outputs that become columns; none for all outputs of the model.</summary>
    public string[]? OutputColumns;

    /// <summary>The CUDA device; null for the CPU.</summary>
    public int? GpuDeviceId;

    /// <summary>Whether to go on with the CPU where the CUDA device cannot be used.</summary>
    public bool FallbackToCpu;

    /// <summary>Shapes that take the place of those in the model.</summary>
    public IDictionary<string, int[]>? ShapeDictionary;

    /// <summary>How deep the model's protobuf messages may nest.</summary>
    public int RecursionLimit = 100;

    /// <summary>The threads that nodes of the graph are spread over; null for the default.</summary>
    public int? InterOpNumThreads;

    /// <summary>The threads that one node is spread over; null for the default.</summary>
    public int? IntraOpNumThreads;
}
