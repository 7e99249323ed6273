using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>How the sessions of one MLContext are set up.</summary>
public sealed class OnnxSessionOptions
{
    /// <summary>Options made by the caller, which then take the place of all others.</summary>
    public delegate SessionOptions CreateOnnxSessionOptions();

    public OrtLoggingLevel LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;

    public bool EnableMemoryPattern { get; set; } = true;

    public string ProfileOutputPathPrefix { get; set; } = "onnxruntime_profile_";

    public bool EnableProfiling { get; set; }

    public string OptimizedModelFilePath { get; set; } = "";

    public bool EnableCpuMemArena { get; set; } = true;

    /// <summary>Whether each session has its own threads; otherwise all share those of the global settings.</summary>
    public bool PerSessionThreads { get; set; } = true;

    public int GlobalIntraOpNumThreads { get; set; }

    public int GlobalInterOpNumThreads { get; set; }

    public string LogId { get; set; } = "";

    public int LogVerbosityLevel { get; set; }

    public int IntraOpNumThreads { get; set; }

    public int InterOpNumThreads { get; set; }

    public GraphOptimizationLevel GraphOptimizationLevel { get; set; } = GraphOptimizationLevel.ORT_ENABLE_ALL;

    public ExecutionMode ExecutionMode { get; set; } = ExecutionMode.ORT_SEQUENTIAL;

    public CreateOnnxSessionOptions? CreateSessionOptions { get; set; }

    internal void CopyTo(SessionOptions options)
    {
        options.EnableMemoryPattern = EnableMemoryPattern;
        options.ProfileOutputPathPrefix = ProfileOutputPathPrefix;
        options.EnableProfiling = EnableProfiling;
        options.OptimizedModelFilePath = OptimizedModelFilePath;
        options.EnableCpuMemArena = EnableCpuMemArena;
        options.LogId = LogId;
        options.LogSeverityLevel = LogSeverityLevel;
        options.LogVerbosityLevel = LogVerbosityLevel;
        options.InterOpNumThreads = InterOpNumThreads;
        options.IntraOpNumThreads = IntraOpNumThreads;
        options.GraphOptimizationLevel = GraphOptimizationLevel;
        options.ExecutionMode = ExecutionMode;
        if (!PerSessionThreads)
            options.DisablePerSessionThreads();
    }

    /// <summary>Shared threads have to be asked for before anything else touches ONNX Runtime's environment.</summary>
    internal void CreateEnvironment()
    {
        if (PerSessionThreads || OrtEnv.IsCreated)
            return;

        using var threads = new OrtThreadingOptions
        {
            GlobalInterOpNumThreads = GlobalInterOpNumThreads,
            GlobalIntraOpNumThreads = GlobalIntraOpNumThreads,
        };
        var options = new EnvironmentCreationOptions { threadOptions = threads };
        OrtEnv.CreateInstanceWithOptions(ref options);
    }
}
