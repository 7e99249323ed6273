using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Opens sessions, on the device asked for or on the CPU.</summary>
internal static class OnnxSessions
{
    public static InferenceSession Create(
        IHostEnvironment env,
        string modelFile,
        int? gpuDeviceId,
        bool fallbackToCpu,
        int? interOpNumThreads,
        int? intraOpNumThreads)
    {
        try
        {
            var settings = env.GetOnnxSessionOption() ?? new OnnxSessionOptions();
            settings.CreateEnvironment();
            if (settings.CreateSessionOptions is { } create)
                return new InferenceSession(modelFile, create());

            void Configure(SessionOptions options)
            {
                settings.CopyTo(options);
                options.InterOpNumThreads = interOpNumThreads ?? settings.InterOpNumThreads;
                options.IntraOpNumThreads = intraOpNumThreads ?? settings.IntraOpNumThreads;
            }

            return gpuDeviceId is int device && TryOpenOnGpu(modelFile, device, fallbackToCpu, Configure) is { } session
                ? session
                : Open(modelFile, new SessionOptions(), Configure);
        }
        catch (TypeInitializationException e) when (e.InnerException is DllNotFoundException)
        {
            throw new DllNotFoundException(
                "The native library of ONNX Runtime, libonnxruntime.so, is missing: it comes with the npm package " +
                "com.github.asus4.onnxruntime, which ./test.sh and ./demo.sh install.", e);
        }
    }

    private static InferenceSession? TryOpenOnGpu(
        string modelFile, int device, bool fallbackToCpu, Action<SessionOptions> configure)
    {
        try
        {
            return Open(modelFile, SessionOptions.MakeSessionOptionWithCudaProvider(device), configure);
        }
        catch (Exception e) when (fallbackToCpu && e is OnnxRuntimeException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static InferenceSession Open(string modelFile, SessionOptions options, Action<SessionOptions> configure)
    {
        using (options)
        {
            configure(options);
            return new InferenceSession(modelFile, options);
        }
    }
}
