using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// An ONNX Runtime session of one of our models. Any number of threads may score at once; disposing waits for none of them, and
/// breaks none.
/// </summary>
internal sealed class OnnxScorer : IDisposable
{
    private static readonly string[] Inputs = [OnnxModel.Input];
    private static readonly string[] Outputs = [OnnxModel.Score, OnnxModel.Class];

    private readonly InferenceSession _session;
    private readonly Lock _lock = new();
    private int _running;
    private bool _disposed;

    private OnnxScorer(InferenceSession session, OnnxDescription description)
    {
        _session = session;
        Description = description;
    }

    public OnnxDescription Description { get; }

    public FeatureShape Shape => Description.Shape;

    public int ClassCount => Description.ClassNames.Count;

    /// <summary>Opens a session.</summary>
    /// <param name="onnx">The model, as <see cref="OnnxModel"/> writes it.</param>
    /// <param name="description">What it says of itself.</param>
    /// <param name="threads">Threads that one call uses.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a model.</exception>
    public static OnnxScorer Open(byte[] onnx, OnnxDescription description, int threads)
    {
        OnnxRuntimeLibrary.Require();
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        InferenceSession? session = null;
        try
        {
            session = new InferenceSession(onnx, options);
            Check(session, description);
            return new OnnxScorer(session, description);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"ONNX Runtime refuses it: {e.Message}", e);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Scores some images.</summary>
    /// <param name="pixels">Their values, 0 to 255, in (N, C, H, W) order.</param>
    /// <param name="rows">N.</param>
    /// <param name="scores">Gets the probabilities (N, classes).</param>
    /// <param name="classes">Gets the likeliest class of each, from 0.</param>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public void Score(Memory<float> pixels, int rows, Memory<float> scores, Memory<long> classes)
    {
        Enter();
        try
        {
            var memory = OrtMemoryInfo.DefaultInstance;
            using var options = new RunOptions();
            using var input = OrtValue.CreateTensorValueFromMemory(
                memory, pixels[..checked((int)(rows * Shape.Count))], [rows, Shape.Channels, Shape.Height, Shape.Width]);
            using var score = OrtValue.CreateTensorValueFromMemory(memory, scores[..(rows * ClassCount)], [rows, ClassCount]);
            using var label = OrtValue.CreateTensorValueFromMemory(memory, classes[..rows], [rows, 1]);
            using var span = ScoringTelemetry.Start(rows);
            var start = TimeProvider.System.GetTimestamp();
            _session.Run(options, Inputs, [input], Outputs, [score, label]);
            ScoringTelemetry.Scored(rows, TimeProvider.System.GetElapsedTime(start));
        }
        finally
        {
            Exit();
        }
    }

    // A session that is disposed while it runs takes the process down: the last one out disposes it.
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
            if (_running > 0)
                return;
        }

        _session.Dispose();
    }

    private void Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _running++;
        }
    }

    private void Exit()
    {
        lock (_lock)
        {
            _running--;
            if (_running > 0 || !_disposed)
                return;
        }

        _session.Dispose();
    }

    private static void Check(InferenceSession session, OnnxDescription description)
    {
        var shape = description.Shape;
        CheckTensor<float>(session.InputMetadata, OnnxModel.Input, [-1, shape.Channels, shape.Height, shape.Width]);
        CheckTensor<float>(session.OutputMetadata, OnnxModel.Score, [-1, description.ClassNames.Count]);
        CheckTensor<long>(session.OutputMetadata, OnnxModel.Class, [-1, 1]);
        if (session.InputMetadata.Count > 1)
            throw new InvalidDataException(
                $"the ONNX model must have one input, had {string.Join(", ", session.InputMetadata.Keys)}");
    }

    private static void CheckTensor<T>(IReadOnlyDictionary<string, NodeMetadata> tensors, string name, int[] shape)
    {
        if (!tensors.TryGetValue(name, out var found))
            throw new InvalidDataException($"the ONNX model must have a tensor '{name}', had {string.Join(", ", tensors.Keys)}");
        if (!found.IsTensor || found.ElementType != typeof(T) || !found.Dimensions.SequenceEqual(shape))
            throw new InvalidDataException(
                $"the ONNX model's '{name}' must be {typeof(T).Name}[{string.Join(",", shape)}], was "
                + $"{found.ElementType?.Name}[{string.Join(",", found.Dimensions)}]");
    }
}
