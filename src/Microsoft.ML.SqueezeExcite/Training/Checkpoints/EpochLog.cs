namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A table of the epochs as a file of comma-separated values. Each row opens the file and closes it: what could not be written is
/// not tried again, and nothing is left to be written at the end.
/// </summary>
internal sealed class EpochLog
{
    private const string Header =
        "epoch,loss,accuracy,validation_loss,validation_accuracy,rate,images_per_second,data_wait_share,seconds";

    private readonly string _path;

    /// <summary>Makes the file and keeps its first rows.</summary>
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
        _path = path;
    }

    public void Add(TrainingProgress progress)
    {
        FormattableString[] fields =
        [
            $"{progress.Epoch}", $"{progress.Loss:G6}", $"{progress.Accuracy:G6}", $"{progress.Validation?.Loss:G6}",
            $"{progress.Validation?.Accuracy:G6}", $"{progress.LearningRate:G6}", $"{progress.ImagesPerSecond:F1}",
            $"{progress.DataWaitShare:F4}", $"{progress.Elapsed.TotalSeconds:F1}",
        ];
        File.AppendAllText(_path, string.Join(',', fields.Select(FormattableString.Invariant)) + "\n");
    }
}
