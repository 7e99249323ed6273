using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Finds ONNX Runtime's native library before the work that needs it.</summary>
internal static class OnnxRuntimeLibrary
{
    /// <summary>
    /// Loads it on another thread, while this one reads the model. If it fails, <see cref="Require"/> will say why.
    /// </summary>
    public static void Prepare() => Task.Run(Require);

    /// <exception cref="DllNotFoundException">There is none; the message says what to install.</exception>
    public static void Require()
    {
        try
        {
            _ = OrtEnv.Instance();
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new DllNotFoundException(
                "scoring needs ONNX Runtime, whose native library could not be loaded: add the package Microsoft.ML.OnnxRuntime "
                + "to the application. "
                + (e.InnerException ?? e).Message,
                e);
        }
    }
}
