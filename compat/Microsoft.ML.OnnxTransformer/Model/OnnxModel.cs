using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A model in its file, and the session that runs it. Any number of threads may run the session at once.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession? _session;
    private bool _isDisposed;

    // The file stays open, and is read again when a pipeline is saved; one that the model owns goes with it.
    public OnnxModel(
        IHostEnvironment env,
        string modelFile,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false,
        bool ownModelFile = false,
        IDictionary<string, int[]>? shapeDictionary = null,
        int recursionLimit = 100,
        int? interOpNumThreads = null,
        int? intraOpNumThreads = null)
    {
        ModelStream = new FileStream(modelFile, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 4096,
            ownModelFile ? FileOptions.DeleteOnClose : FileOptions.None);
        try
        {
            _session = OnnxSessions.Create(env, modelFile, gpuDeviceId, fallbackToCpu, interOpNumThreads, intraOpNumThreads);
            using var content = new FileStream(modelFile, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            Info = new OnnxModelInfo(content, _session, shapeDictionary, recursionLimit);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public FileStream ModelStream { get; }

    // A session that is disposed takes the process down when it is run.
    public InferenceSession Session
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _session!;
        }
    }

    public OnnxModelInfo Info { get; }

    /// <summary>The model in a temporary file, which goes when the model does.</summary>
    public static OnnxModel CreateFromBytes(
        byte[] modelBytes,
        IHostEnvironment env,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false,
        IDictionary<string, int[]>? shapeDictionary = null,
        int recursionLimit = 100)
    {
        var file = TemporaryFile(env);
        File.WriteAllBytes(file, modelBytes);
        return new OnnxModel(env, file, gpuDeviceId, fallbackToCpu, ownModelFile: true, shapeDictionary, recursionLimit);
    }

    /// <summary>The model, from the start of the stream, in a temporary file; that file stays, as it does officially.</summary>
    public static OnnxModel CreateFromStream(
        Stream modelBytes,
        IHostEnvironment env,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false,
        IDictionary<string, int[]>? shapeDictionary = null,
        int recursionLimit = 100)
    {
        var path = TemporaryFile(env);
        using (var file = File.Create(path))
        {
            modelBytes.Seek(0, SeekOrigin.Begin);
            modelBytes.CopyTo(file);
        }

        return new OnnxModel(env, path, gpuDeviceId, fallbackToCpu, ownModelFile: false, shapeDictionary, recursionLimit);
    }

    public void Dispose()
    {
        _isDisposed = true;
        _session?.Dispose();
        ModelStream.Dispose();
    }

    private static string TemporaryFile(IHostEnvironment env)
        => Path.Combine(((IHostEnvironmentInternal)env).TempFilePath, Path.GetRandomFileName());
}
