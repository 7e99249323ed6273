using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Onnx;

[assembly: LoadableModel<OnnxTransformer>("OnnxTransform")]

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Scores rows, one at a time, with an ONNX model.</summary>
public sealed partial class OnnxTransformer : RowToRowTransformerBase, ILoadableModel, IDisposable
{
    private readonly IReadOnlyList<(string Name, int[] Shape)> _shapes;
    private readonly int _recursionLimit;

    internal OnnxTransformer(
        IHostEnvironment env,
        string[] outputColumnNames,
        string[] inputColumnNames,
        string? modelFile,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false,
        IDictionary<string, int[]>? shapeDictionary = null,
        int recursionLimit = 100,
        int? interOpNumThreads = null,
        int? intraOpNumThreads = null)
        : this(env, outputColumnNames, inputColumnNames, shapeDictionary, recursionLimit, host =>
        {
            host.CheckNonWhiteSpace(modelFile, nameof(modelFile));
            if (!File.Exists(modelFile))
                throw host.ExceptIO($"Model file {modelFile} does not exists.");
            return new OnnxModel(env, modelFile, gpuDeviceId, fallbackToCpu, ownModelFile: false, shapeDictionary,
                recursionLimit, interOpNumThreads, intraOpNumThreads);
        })
    {
    }

    internal OnnxTransformer(
        IHostEnvironment env,
        string[] outputColumnNames,
        string[] inputColumnNames,
        Stream modelBytes,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false,
        IDictionary<string, int[]>? shapeDictionary = null,
        int recursionLimit = 100)
        : this(env, outputColumnNames, inputColumnNames, shapeDictionary, recursionLimit, host => OnnxModel.CreateFromStream(
            host.CheckValue(modelBytes, nameof(modelBytes)), env, gpuDeviceId, fallbackToCpu, shapeDictionary, recursionLimit))
    {
    }

    private OnnxTransformer(
        IHostEnvironment env,
        string[] outputColumnNames,
        string[] inputColumnNames,
        IDictionary<string, int[]>? shapeDictionary,
        int recursionLimit,
        Func<IHost, OnnxModel> openModel)
        : base(Contracts.CheckValue(env).Register(nameof(OnnxTransformer)))
    {
        foreach (var name in inputColumnNames)
            Host.CheckNonWhiteSpace(name, nameof(inputColumnNames));
        foreach (var name in outputColumnNames)
            Host.CheckNonWhiteSpace(name, nameof(outputColumnNames));

        _shapes = [.. (shapeDictionary ?? new Dictionary<string, int[]>()).Select(pair => (pair.Key, pair.Value))];
        _recursionLimit = recursionLimit;
        try
        {
            Model = openModel(Host);
        }
        catch (OnnxRuntimeException e)
        {
            throw Host.Except($"Error initializing model :{e}", e);
        }

        Inputs = inputColumnNames.Length > 0 ? inputColumnNames : [.. Model.Info.Inputs.Select(input => input.Name)];
        Outputs = outputColumnNames.Length > 0
            ? [.. outputColumnNames.Select(Model.Info.GetOutput)]
            : [.. Model.Info.Outputs];
    }

    internal OnnxModel Model { get; }

    /// <summary>The columns that are fed to the inputs of the same names.</summary>
    internal string[] Inputs { get; }

    /// <summary>The outputs that become columns.</summary>
    internal OnnxVariable[] Outputs { get; }

    public void Dispose() => Model.Dispose();

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);
}
