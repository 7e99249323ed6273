using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using Microsoft.ML.SqueezeExcite.Reports;
using SeTrainerHost.Datasets;

namespace SeTrainerHost.Runs;

/// <summary>The files of a run that has ended, read as far as they are asked for.</summary>
internal sealed class FinishedRun
{
    private readonly IReadOnlyList<RunSetting> _settings;

    private FinishedRun(string folder, IReadOnlyList<RunSetting> settings) => (Folder, _settings) = (folder, settings);

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Its name: that of the folder.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>The model.</summary>
    public string Model => Require(FinishedModel.ModelName);

    /// <summary>Every option that is not the default, the data among them.</summary>
    public IReadOnlyList<RunSetting> Options => _settings;

    /// <summary>The settings, those of the network and of training and not the data.</summary>
    public IEnumerable<RunSetting> Settings =>
        _settings.Where(setting => setting.Name is not ("data" or "valid" or "test" or "test-fraction"));

    /// <summary>The metrics.</summary>
    public MetricsFile Metrics => field ??= MetricsFile.Read(Require(FinishedModel.MetricsName));

    /// <summary>The last report of each epoch.</summary>
    public IReadOnlyList<TrainingProgress> History =>
        EpochTable.Read(Path.Combine(Folder, "log.csv"), byLoss: Value("monitor") == "loss");

    /// <summary>Opens a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">It is not the folder of a run.</exception>
    /// <exception cref="InvalidDataException">Its <c>run.yaml</c> is damaged.</exception>
    public static FinishedRun Open(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"there is no folder '{folder}'");
        var file = Path.Combine(folder, RunFile.FileName);
        return File.Exists(file)
            ? new FinishedRun(folder, [.. RunFile.Read(file).Select(entry => entry.Setting)])
            : throw new FileNotFoundException($"'{folder}' is not the folder of a run: it has no {RunFile.FileName}");
    }

    /// <summary>What the model made of the images of its test.</summary>
    /// <exception cref="FileNotFoundException">The run has not been tested.</exception>
    public ScoredSet Predictions() => PredictionsFile.Read(
        Require(PredictionsFile.FileName),
        [.. Metrics.Classes.Select(figures => figures.Name)]);

    /// <summary>The images that it was trained on and tested on.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="data">Where the images are now; null for where they were.</param>
    /// <param name="say">Gets what seems to be wrong.</param>
    /// <exception cref="ArgumentException">
    /// The data or one of the test images are missing; or other data are named, and the run was tested on images of
    /// <c>--test</c>.
    /// </exception>
    /// <exception cref="InvalidDataException"><c>run.yaml</c> names no data.</exception>
    public Dataset Images(MLContext ml, string? data, Action<string> say)
    {
        if (data is not null && Value("test") is { } given)
            throw new ArgumentException(
                $"--data has no effect: the run was tested on --test {given}; give --model and --data for other images");
        var named = data
            ?? Value("data")
            ?? throw new InvalidDataException($"'{Folder}' has a {RunFile.FileName} that names no data");
        var images = Split(ml, Dataset.Open(ml, named, say), say);
        var before = RunFile.ReadAbout(Path.Combine(Folder, RunFile.FileName)).GetValueOrDefault(RunOrigin.Data);
        if (before is not null && before != DataFingerprint.Of(images))
            say("the data are no longer those of the run: files, labels or sizes differ");
        return images;
    }

    private Dataset Split(MLContext ml, Dataset images, Action<string> say)
    {
        if (Value("test") is { } test)
            return images.WithTest(Dataset.Open(ml, test, say, "--test"), _ => { });
        if (images.Test is not null)
            return images;
        return TestImages.Read(Folder) is { } kept
            ? images.Split(ml, kept)
            : throw new FileNotFoundException($"'{Folder}' has no {TestImages.FileName}: its test images are not known");
    }

    /// <summary>The value of an option; null where it had the default.</summary>
    public string? Value(string name) => _settings.FirstOrDefault(setting => setting.Name == name)?.Words[0];

    private string Require(string name)
    {
        var path = Path.Combine(Folder, name);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{Folder}' has no {name}: the run has not ended; --resume goes on with it"));
    }
}
