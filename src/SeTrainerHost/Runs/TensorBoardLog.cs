using Microsoft.ML.SqueezeExcite;
using TorchSharp;
using TorchSharp.Modules;

namespace SeTrainerHost.Runs;

/// <summary>
/// A training as TensorBoard shows it: scalars of each epoch, the confusion matrix of its validation as an image, and the gates
/// of each block as a histogram. TorchSharp writes the files.
/// </summary>
internal sealed class TensorBoardLog : IProgress<TrainingProgress>, IValidationObserver
{
    /// <summary>The folder within that of a run.</summary>
    public const string FolderName = "tensorboard";

    /// <summary>Gates that are kept of a block: the first ones, whatever the number of images.</summary>
    private const int MostGates = 1 << 16;

    private readonly string _folder;
    private readonly Action<string> _warn;
    private readonly IProgress<TrainingProgress> _next;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, List<float>> _gates = [];
    private ConfusionCounts? _confusion;
    private SummaryWriter? _writer;
    private bool _hasFailed;

    /// <param name="folder">The folder of the run.</param>
    /// <param name="next">Gets every report.</param>
    /// <param name="time">The clock of the events.</param>
    /// <param name="warn">Gets what went wrong: a run is worth more than this log.</param>
    public TensorBoardLog(string folder, IProgress<TrainingProgress> next, TimeProvider time, Action<string> warn)
    {
        (_folder, _next, _time, _warn) = (Path.Combine(folder, FolderName), next, time, warn);
    }

    public void Report(TrainingProgress value)
    {
        if (value.Step == value.Steps && !_hasFailed)
            TryWrite(value);
        _next.Report(value);
    }

    public void Scored(ValidatedBatch batch)
    {
        var classes = batch.Probabilities.Length / batch.Labels.Count;
        if (batch.First == 0)
            _confusion = new ConfusionCounts(classes);
        for (var i = 0; i < batch.Labels.Count; i++)
            _confusion!.Add((int)batch.Labels[i], batch.Probabilities.AsSpan(i * classes, classes));
    }

    public void Gated(string block, ReadOnlySpan<float> gates)
    {
        if (!_gates.TryGetValue(block, out var values))
            _gates[block] = values = [];
        values.AddRange(gates[..Math.Min(gates.Length, MostGates - values.Count)]);
    }

    private void TryWrite(TrainingProgress epoch)
    {
        try
        {
            _writer ??= torch.utils.tensorboard.SummaryWriter(_folder, createRunName: false);
            Write(_writer, epoch);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _hasFailed = true;
            _warn($"TensorBoard's files in {_folder} could not be written, and end here: {FileFault.Reason(e, _folder)}");
        }
    }

    private void Write(SummaryWriter writer, TrainingProgress epoch)
    {
        Scalar("loss/training", epoch.Loss);
        Scalar("accuracy/training", epoch.Accuracy);
        Scalar("learning rate", epoch.LearningRate);
        Scalar("images per second", epoch.ImagesPerSecond);
        Scalar("share of time waiting for images", epoch.DataWaitShare);
        if (epoch.Validation is { } validation)
        {
            Scalar("loss/validation", validation.Loss);
            Scalar("accuracy/validation", validation.Accuracy);
            WriteValidation(writer, epoch.Epoch);
        }

        void Scalar(string tag, double value) => writer.add_scalar(tag, (float)value, epoch.Epoch, Now);
    }

    private void WriteValidation(SummaryWriter writer, int epoch)
    {
        if (_confusion is not null)
        {
            using var picture = _confusion.Picture();
            writer.add_img("confusion (rows actual, columns predicted)", picture, epoch, Now);
        }

        foreach (var (block, values) in _gates)
        {
            using var gates = torch.tensor(values);
            writer.add_histogram($"gates/{block}", gates, epoch, walltime: Now);
            values.Clear();
        }
    }

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();
}
