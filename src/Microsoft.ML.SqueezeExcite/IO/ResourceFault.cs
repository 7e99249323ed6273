using System.Runtime.InteropServices;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What is wrong with the machine at the moment, and not with what was asked of it.</summary>
internal static class ResourceFault
{
    /// <summary>Whether a disk is full or fails, a folder cannot be written to, or memory has run out.</summary>
    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException || IsOfMemory(e);

    /// <summary>Whether memory has run out: ours, or libtorch's, on the processor or on the GPU.</summary>
    public static bool IsOfMemory(Exception e) =>
        e is OutOfMemoryException
        || (e is ExternalException
            && (e.Message.Contains("can't allocate memory", StringComparison.Ordinal)
                || e.Message.Contains("out of memory", StringComparison.Ordinal)));
}
