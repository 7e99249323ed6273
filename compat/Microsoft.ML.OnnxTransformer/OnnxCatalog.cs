using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML;

/// <summary>Ways to say which model is applied to which columns; without columns, to all that the model names.</summary>
public static class OnnxCatalog
{
    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string modelFile,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Create(catalog, [], [], modelFile, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        Stream modelBytes,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Create(catalog, [], [], modelBytes, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string modelFile,
        IDictionary<string, int[]>? shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Create(catalog, [], [], modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        Stream modelBytes,
        IDictionary<string, int[]>? shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Create(catalog, [], [], modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        string modelFile,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Create(catalog, [outputColumnName], [inputColumnName], modelFile, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        Stream modelBytes,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Create(catalog, [outputColumnName], [inputColumnName], modelBytes, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        string modelFile,
        IDictionary<string, int[]>? shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Create(catalog, [outputColumnName], [inputColumnName], modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        Stream modelBytes,
        IDictionary<string, int[]>? shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Create(catalog, [outputColumnName], [inputColumnName], modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        string modelFile,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Create(catalog, outputColumnNames, inputColumnNames, modelFile, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        Stream modelBytes,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Create(catalog, outputColumnNames, inputColumnNames, modelBytes, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        string modelFile,
        IDictionary<string, int[]>? shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Create(catalog, outputColumnNames, inputColumnNames, modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        Stream modelBytes,
        IDictionary<string, int[]>? shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Create(catalog, outputColumnNames, inputColumnNames, modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        string modelFile,
        IDictionary<string, int[]>? shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false,
        int recursionLimit = 100)
        => Create(catalog, outputColumnNames, inputColumnNames, modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu,
            recursionLimit);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        Stream modelBytes,
        IDictionary<string, int[]>? shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false,
        int recursionLimit = 100)
        => Create(catalog, outputColumnNames, inputColumnNames, modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu,
            recursionLimit);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, OnnxOptions options)
    {
        var (env, device, fallback) = Device(catalog, options.GpuDeviceId, options.FallbackToCpu);
        return new(env, new OnnxTransformer(
            env,
            options.OutputColumns ?? [],
            options.InputColumns ?? [],
            options.ModelFile,
            device,
            fallback,
            options.ShapeDictionary,
            options.RecursionLimit,
            options.InterOpNumThreads,
            options.IntraOpNumThreads));
    }

    private static OnnxScoringEstimator Create(
        TransformsCatalog catalog, string[] outputs, string[] inputs, string modelFile, IDictionary<string, int[]>? shapes,
        int? gpuDeviceId, bool fallbackToCpu, int recursionLimit = 100)
    {
        var (env, device, fallback) = Device(catalog, gpuDeviceId, fallbackToCpu);
        return new(env, new OnnxTransformer(env, outputs, inputs, modelFile, device, fallback, shapes, recursionLimit));
    }

    private static OnnxScoringEstimator Create(
        TransformsCatalog catalog, string[] outputs, string[] inputs, Stream modelBytes, IDictionary<string, int[]>? shapes,
        int? gpuDeviceId, bool fallbackToCpu, int recursionLimit = 100)
    {
        var (env, device, fallback) = Device(catalog, gpuDeviceId, fallbackToCpu);
        return new(env, new OnnxTransformer(env, outputs, inputs, modelBytes, device, fallback, shapes, recursionLimit));
    }

    // What the call leaves open, the context may have set.
    private static (IHostEnvironment Env, int? GpuDeviceId, bool FallbackToCpu) Device(
        TransformsCatalog catalog, int? gpuDeviceId, bool fallbackToCpu)
    {
        var env = CatalogUtils.GetEnvironment(catalog);
        return gpuDeviceId is null && env is IHostEnvironmentInternal { GpuDeviceId: int device } settings
            ? (env, device, settings.FallbackToCpu)
            : (env, gpuDeviceId, fallbackToCpu);
    }
}
