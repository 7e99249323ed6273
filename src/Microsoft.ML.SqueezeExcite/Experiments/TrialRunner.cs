namespace Microsoft.ML.SqueezeExcite;

/// <summary>Trains a trial up to its next rung, on each fold, and says how it did.</summary>
/// <param name="settings">The experiment.</param>
/// <param name="ml">The context that gets the log.</param>
/// <param name="input">The view that the images are of.</param>
/// <param name="validation">The view of the validation images; null where they were split off.</param>
/// <param name="data">The images.</param>
/// <param name="files">Where trials are kept.</param>
internal sealed class TrialRunner(
    SeNetExperimentSettings settings, MLContext ml, IDataView input, IDataView? validation, ExperimentData data, TrialFiles files)
{
    /// <summary>
    /// Trains a trial, from its checkpoints where it has some. What goes wrong is its result, unless it is the machine's fault.
    /// </summary>
    /// <param name="trial">The trial.</param>
    /// <param name="rungEpochs">The epochs of each rung.</param>
    /// <param name="cancellation">Ends the training; its checkpoints are kept.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="InsufficientMemoryException">Memory has run out.</exception>
    /// <exception cref="DllNotFoundException">libtorch or ONNX Runtime is missing.</exception>
    public SeNetRunDetail Run(SeNetRunDetail trial, IReadOnlyList<int> rungEpochs, CancellationToken cancellation)
    {
        var start = settings.TimeProvider.GetTimestamp();
        try
        {
            var last = trial.Rungs.Count == rungEpochs.Count - 1;
            var folds = data.Folds.Select(
                    (fold, index) => Train(trial, fold, index, last ? null : rungEpochs[trial.Rungs.Count], cancellation))
                .ToArray();
            return trial with
            {
                State = last ? SeNetRunState.Finished : SeNetRunState.StoppedEarly,
                Rungs =
                [
                    .. trial.Rungs,
                    new SeNetRung(folds.Max(fold => fold.Epochs), SeNetRunMetrics.Mean([.. folds.Select(fold => fold.Metrics)])),
                ],
                Seconds = folds.Sum(fold => fold.Seconds),
            };
        }
        catch (Exception e) when (ResourceFault.IsOfMemory(e))
        {
            throw new InsufficientMemoryException(
                $"trial {trial.Trial} ran out of memory, and is tried again when the experiment is called again; "
                + $"MaximumMemoryUsageInMegaByte leaves out what needs more: {e.Message}",
                e);
        }
        catch (Exception e) when (ResourceFault.Is(e))
        {
            throw new IOException(
                $"a file of trial {trial.Trial} cannot be written or read, and the trial goes on when the experiment is called "
                + $"again: {e.Message}",
                e);
        }
        catch (Exception e) when (e is not DllNotFoundException && !cancellation.IsCancellationRequested)
        {
            return trial with
            {
                State = SeNetRunState.Failed,
                Exception = e.Message,
                Seconds = trial.Seconds + settings.TimeProvider.GetElapsedTime(start).TotalSeconds,
            };
        }
    }

    /// <summary>Removes the checkpoints of a trial that is finished.</summary>
    public void CleanUp(SeNetRunDetail trial)
    {
        if (trial.State == SeNetRunState.Finished)
            for (var fold = 0; fold < data.Folds.Count; fold++)
                files.RemoveCheckpoints(files.FolderOf(trial.Trial, fold, data.Folds.Count));
    }

    private (SeNetRunMetrics Metrics, int Epochs, double Seconds) Train(
        SeNetRunDetail trial, ExperimentFold fold, int index, int? stopAfter, CancellationToken cancellation)
    {
        var folder = files.FolderOf(trial.Trial, index, data.Folds.Count);
        var options = SearchableOptions.Apply(settings.Options, trial.Parameters);
        options = options with
        {
            Validation = (options.Validation ?? new Validation()) with
            {
                Images = validation,
                Fraction = validation is null ? (double)fold.Validation.Count / (fold.Training.Count + fold.Validation.Count) : 0,
            },
            Normalization = options.Normalization ?? (options.FineTuning is null ? fold.Statistics : null),
            Checkpoints = Checkpoints.In(folder, resume: true) with
            {
                Minutes = options.Checkpoints?.Minutes ?? new Checkpoints().Minutes,
            },
            StopAfterEpochs = stopAfter,
            CancellationToken = cancellation,
        };
        using var model = new SeNetTrainer(options, ml).Fit(input, new TrainingImages(fold.Training, fold.Validation));
        var metrics = Metrics(
            model,
            options.Validation.KeepBest ? model.Training.BestValidation! : model.Training.Validation!,
            fold);
        ml.Model.SaveSeNet(model, input.Schema, Path.Combine(folder, TrialFiles.Model), options.Files);
        return (metrics, model.Training.Epochs, model.Training.Duration.TotalSeconds);
    }

    private SeNetRunMetrics Metrics(SeNetTransformer model, ValidationResult result, ExperimentFold fold)
    {
        if (!double.IsFinite(result.Loss))
            throw new InvalidOperationException("the loss of validation is not a finite number");
        return new SeNetRunMetrics(
            result.Accuracy,
            result.MacroAccuracy,
            result.Loss,
            model.Network.ParameterCount,
            Complexity.Of(model.Network).MultiplyAdds)
        {
            LatencyMilliseconds = settings.Objective == SeNetObjective.AccuracyAgainstLatency
                ? ScoringLatency.Milliseconds(model, fold.Validation, settings.TimeProvider)
                : null,
        };
    }
}
