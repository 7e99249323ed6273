namespace Microsoft.ML.SqueezeExcite;

/// <summary>What is wrong with an image, and what with the program that reads it.</summary>
internal static class ImageFault
{
    /// <summary>
    /// Whether an image may be to blame. A codec that is not installed, a run that is cancelled and memory that has run out are
    /// not the image's fault.
    /// </summary>
    public static bool Is(Exception e) =>
        e is not (OutOfMemoryException or OperationCanceledException or DllNotFoundException or TypeInitializationException);
}
