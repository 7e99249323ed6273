using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Runs a model on the current row, once for all outputs that are read of it.</summary>
internal sealed class OnnxRowScorer(OnnxModel model, DataViewRow row, OnnxInput[] inputs, string[] outputNames) : IDisposable
{
    private readonly RunOptions _options = new();
    private readonly string[] _inputNames = [.. inputs.Select(input => input.Name)];
    private readonly OrtValue[] _inputValues = new OrtValue[inputs.Length];
    private IDisposableReadOnlyCollection<OrtValue>? _outputs;
    private long _position = -1;

    /// <summary>The value of an output for the current row, good until the row changes.</summary>
    /// <param name="index">The place among the names of the outputs.</param>
    public OrtValue Output(int index)
    {
        if (_outputs is null || _position != row.Position)
            Run();
        return _outputs![index];
    }

    public void Dispose()
    {
        _outputs?.Dispose();
        _options.Dispose();
        foreach (var input in inputs)
            input.Dispose();
    }

    private void Run()
    {
        for (var i = 0; i < inputs.Length; i++)
            _inputValues[i] = inputs[i].Read();
        _outputs?.Dispose();
        _outputs = null;
        _outputs = model.Session.Run(_options, _inputNames, _inputValues, outputNames);
        _position = row.Position;
    }
}
