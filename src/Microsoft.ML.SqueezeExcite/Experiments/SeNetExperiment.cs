using Microsoft.ML.Runtime;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Searches for the configuration that classifies best: trains trial after trial, and keeps each in a folder, where an experiment
/// that was interrupted goes on when it is called again. In the manner of ML.NET's AutoML. Made by
/// <see cref="SeNetExperimentCatalog.CreateSeNetExperiment"/>.
/// </summary>
public sealed class SeNetExperiment
{
    private readonly SeNetExperimentSettings _settings;
    private readonly MLContext _context;

    internal SeNetExperiment(SeNetExperimentSettings settings, MLContext? context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        _settings = settings;
        _context = context ?? new MLContext();
    }

    /// <summary>
    /// Searches with one division into training and validation. Validation chooses: what comes of a test on other images is
    /// another matter.
    /// </summary>
    /// <param name="trainData">The images to train on.</param>
    /// <param name="validationData">
    /// The images to validate on. Default null: a share of each class of the former,
    /// <see cref="SeNetExperimentSettings.ValidationFraction"/>.
    /// </param>
    /// <param name="labelColumnName">The column of the class: a key.</param>
    /// <param name="featureColumnName">The column of the image, as <see cref="SeNetOptions.FeatureColumnName"/> says.</param>
    /// <param name="progressHandler">
    /// Gets each trial when it has come to a rung, to its end, or failed; on the thread that trains.
    /// </param>
    /// <returns>All trials and the best.</returns>
    /// <exception cref="ArgumentException">
    /// A column is missing or of a wrong type, no configuration can be trained, or the folder is another experiment's.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// There are no images, or of one class only; found before any training. Or all trials failed; the message says why.
    /// </exception>
    /// <exception cref="InvalidDataException">An image cannot be read, or a file of the experiment is damaged.</exception>
    /// <exception cref="IOException">
    /// The folder cannot be written to, or another process has it open, or the disk is full; called again, the experiment goes
    /// on.
    /// </exception>
    /// <exception cref="InsufficientMemoryException">A trial ran out of memory; it is tried again in the next call.</exception>
    /// <exception cref="TimeoutException">The time was over before any trial had a result.</exception>
    /// <exception cref="OperationCanceledException">The settings' token was cancelled.</exception>
    public SeNetExperimentResult Execute(
        IDataView trainData,
        IDataView? validationData = null,
        string labelColumnName = "Label",
        string featureColumnName = "Image",
        IProgress<SeNetRunDetail>? progressHandler = null)
    {
        var settings = For(labelColumnName, featureColumnName);
        return Execute(settings, trainData, validationData, progressHandler, columns =>
            ExperimentData.Read(columns, trainData, validationData, settings, settings.Options.Reading(_context.TempFilePath)));
    }

    /// <summary>
    /// Searches by cross-validation: each trial is trained once a fold, on the other folds, and its metrics are means.
    /// </summary>
    /// <param name="trainData">The images.</param>
    /// <param name="numberOfCVFolds">The number of folds, at least 2. Each has the same share of each class.</param>
    /// <param name="labelColumnName">The column of the class: a key.</param>
    /// <param name="featureColumnName">The column of the image.</param>
    /// <param name="progressHandler">Gets each trial when it has come to a rung, to its end, or failed.</param>
    /// <inheritdoc cref="Execute(IDataView, IDataView, string, string, IProgress{SeNetRunDetail})"/>
    public SeNetExperimentResult Execute(
        IDataView trainData,
        uint numberOfCVFolds,
        string labelColumnName = "Label",
        string featureColumnName = "Image",
        IProgress<SeNetRunDetail>? progressHandler = null)
    {
        if (numberOfCVFolds is < 2 or > int.MaxValue)
            throw new ArgumentOutOfRangeException(
                nameof(numberOfCVFolds),
                numberOfCVFolds,
                $"numberOfCVFolds must be at least 2, was {numberOfCVFolds}");
        var settings = For(labelColumnName, featureColumnName);
        return Execute(
            settings,
            trainData,
            null,
            progressHandler,
            columns =>
                ExperimentData.ReadFolds(
                    columns,
                    trainData,
                    (int)numberOfCVFolds,
                    settings,
                    settings.Options.Reading(_context.TempFilePath)));
    }

    private SeNetExperimentSettings For(string label, string feature) =>
        _settings with { Options = _settings.Options with { LabelColumnName = label, FeatureColumnName = feature } };

    private SeNetExperimentResult Execute(
        SeNetExperimentSettings settings,
        IDataView train,
        IDataView? validation,
        IProgress<SeNetRunDetail>? progress,
        Func<ImageColumns, ExperimentData> read)
    {
        ArgumentNullException.ThrowIfNull(train);
        var options = settings.Options;
        var columns = options.Columns(train.Schema);
        Devices.Choose(options.Device, options.Precision);
        OnnxRuntimeLibrary.Require();
        var plan = new TrialPlan(settings, new TrialSource(settings, trial => MemoryLimit.RequireFit(trial, settings, columns)));
        plan.Next([]);
        using var data = read(columns);
        using var files = TrialFiles.Open(settings.Folder, ExperimentIdentity.Of(settings, data), options.Files);
        using var log = ((IHostEnvironment)_context).Register("SeNetExperiment").Start("Experiment");
        var runner = new TrialRunner(settings, _context, train, validation, data, files);
        var trials = Run(settings, plan, runner, files, trial =>
        {
            log.Info(MessageSensitivity.None, "{0}", trial.ToString());
            if (trial.State != SeNetRunState.Running)
                progress?.Report(ForReader(trial, settings, files, data.Folds.Count));
        });
        return Result([.. trials.Select(trial => ForReader(trial, settings, files, data.Folds.Count))], settings);
    }

    private static IReadOnlyList<SeNetRunDetail> Run(
        SeNetExperimentSettings settings, TrialPlan plan, TrialRunner runner, TrialFiles files, Action<SeNetRunDetail> report)
    {
        var trials = files.Read().ToList();
        using var clock = new ExperimentClock(settings, TimeSpan.FromSeconds(trials.Sum(trial => trial.Seconds)));
        // A kill may have come between a trial's end and this.
        trials.ForEach(runner.CleanUp);
        try
        {
            while (!clock.Token.IsCancellationRequested && plan.Next(trials) is { } next)
            {
                Keep(next with { State = SeNetRunState.Running });
                report(trials[next.Trial - 1]);
                var ended = runner.Run(next, plan.RungEpochs, clock.Token);
                Keep(ended);
                runner.CleanUp(ended);
                report(ended);
            }
        }
        catch (OperationCanceledException) when (clock.IsOver && !settings.CancellationToken.IsCancellationRequested)
        {
            // The trial goes on in a call with more time.
        }

        settings.CancellationToken.ThrowIfCancellationRequested();
        return trials;

        void Keep(SeNetRunDetail trial)
        {
            files.Write(trial);
            trials.RemoveAll(other => other.Trial == trial.Trial);
            trials.Insert(trial.Trial - 1, trial);
        }
    }

    private static SeNetExperimentResult Result(IReadOnlyList<SeNetRunDetail> trials, SeNetExperimentSettings settings)
    {
        SeNetRunDetail[] ended = [.. trials.Where(trial => trial.State == SeNetRunState.Failed || trial.Rungs.Count > 0)];
        if (ended.Any(TrialRanking.HasResult))
            return new SeNetExperimentResult(ended, settings.Objective);
        throw ended.Length > 0
            ? new InvalidOperationException($"all {ended.Length} trials failed, the first with: {ended[0].Exception}")
            : new TimeoutException(
                $"the experiment's time of {settings.MaxExperimentTime} was over before a trial had a result; its folder "
                + $"'{settings.Folder}' keeps what was done");
    }

    /// <summary>
    /// A trial with what it is for its reader: its settings and files; and one that waits for more time has stopped.
    /// </summary>
    private static SeNetRunDetail ForReader(
        SeNetRunDetail trial,
        SeNetExperimentSettings settings,
        TrialFiles files,
        int folds) =>
        trial with
        {
            State = trial.State == SeNetRunState.Running ? SeNetRunState.StoppedEarly : trial.State,
            Options = trial.Rungs.Count > 0 ? SearchableOptions.Apply(settings.Options, trial.Parameters) : settings.Options,
            Folder = files.FolderOf(trial.Trial, 0, folds),
        };
}
