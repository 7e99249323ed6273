using System.Globalization;
using System.Text;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A table of the epochs as a file of comma-separated values, written anew with each row: no row is ever half there, and one that
/// could not be written is there after the next.
/// </summary>
internal sealed class EpochLog
{
    private const string Header =
        "epoch,loss,accuracy,validation_loss,validation_accuracy,rate,images_per_second,data_wait_share,seconds";

    private readonly string _path;
    private readonly FileSystem _files;
    private readonly List<string> _rows;

    /// <summary>Keeps rows of the file that is there, and only these.</summary>
    /// <param name="path">The file; made with its first row.</param>
    /// <param name="epochs">The epochs whose rows are kept: those that are finished.</param>
    /// <param name="files">Where it is.</param>
    public EpochLog(string path, int epochs, FileSystem files)
    {
        (_path, _files) = (path, files);
        _rows = epochs > 0 && File.Exists(path) ? [.. File.ReadLines(path).Where(row => EpochOf(row) <= epochs)] : [];
        if (File.Exists(path))
            Write();
    }

    /// <summary>Whether the file has every row.</summary>
    public bool IsWritten { get; private set; } = true;

    public void Add(TrainingProgress progress)
    {
        FormattableString[] fields =
        [
            $"{progress.Epoch}", $"{progress.Loss:G6}", $"{progress.Accuracy:G6}", $"{progress.Validation?.Loss:G6}",
            $"{progress.Validation?.Accuracy:G6}", $"{progress.LearningRate:G6}", $"{progress.ImagesPerSecond:F1}",
            $"{progress.DataWaitShare:F4}", $"{progress.Elapsed.TotalSeconds:F1}",
        ];
        _rows.Add(string.Join(',', fields.Select(FormattableString.Invariant)));
        Write();
    }

    public void Write()
    {
        IsWritten = false;
        var text = string.Concat(_rows.Prepend(Header).Select(row => row + "\n"));
        AtomicFile.Write(_path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), _files);
        IsWritten = true;
    }

    // The header has none.
    private static int? EpochOf(string row) =>
        int.TryParse(row.Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : null;
}
