namespace Microsoft.ML.SqueezeExcite;

/// <summary>The collector's memory, beside torch's and ONNX Runtime's, which it knows nothing of.</summary>
internal static class ManagedMemory
{
    /// <summary>
    /// Returns to the system what is garbage after images were read or weights were written: what comes next needs memory of its
    /// own.
    /// </summary>
    public static void ReturnGarbage() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
