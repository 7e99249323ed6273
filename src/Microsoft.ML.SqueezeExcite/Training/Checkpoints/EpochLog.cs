namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A table of the epochs as a file of comma-separated values. A row is on its way to the disk as soon as it is there.
/// </summary>
internal sealed class EpochLog : IDisposable
{
    private const string Header =
        "epoch,loss,accuracy,validation_loss,validation_accuracy,rate,images_per_second,data_wait_share,seconds";

    private readonly StreamWriter _writer;

    /// <summary>Opens the file and keeps its first rows.</summary>
    /// <param name="path">The file; made where there is none.</param>
    /// <param name="epochs">The rows to keep: the epochs that are finished.</param>
    public EpochLog(string path, int epochs)
    {
        var rows = File.Exists(path) ? File.ReadLines(path).Skip(1).Take(epochs).ToArray() : [];
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            foreach (var line in rows.Prepend(Header))
                writer.Write(line + "\n");
        });
        _writer = new StreamWriter(path, append: true) { AutoFlush = true };
    }

    public void Add(TrainingProgress progress)
    {
        FormattableString[] fields =
        [
            $"{progress.Epoch}",
            $"{progress.Loss:G6}",
            $"{progress.Accuracy:G6}",
            $"{progress.Validation?.Loss:G6}",
            $"{progress.Validation?.Accuracy:G6}",
            $"{progress.LearningRate:G6}",
            $"{progress.ImagesPerSecond:F1}",
            $"{progress.DataWaitShare:F4}",
            $"{progress.Elapsed.TotalSeconds:F1}",
        ];
        // One write a row.
        _writer.Write(string.Join(',', fields.Select(FormattableString.Invariant)) + "\n");
    }

    public void Dispose() => _writer.Dispose();
}
