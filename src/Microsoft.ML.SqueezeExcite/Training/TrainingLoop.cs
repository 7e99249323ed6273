using System.Diagnostics;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Trains a network, step by step.</summary>
internal sealed class TrainingLoop : IDisposable
{
    /// <summary>
    /// The collector sees the small wrappers of tensors, not the memory behind them, and would let their garbage grow to the size
    /// of the processor's cache before its first look. Called now and then it finds little, and a run's memory does not grow.
    /// </summary>
    private const int StepsPerCollection = 50;

    private readonly TrainingRun _run;
    private readonly SeNetOptions _options;
    private readonly BatchSource _batches;
    private readonly TrainingStep _step;
    private readonly EpochValidation? _validation;
    private readonly BestWeights _best;
    private readonly RunFiles? _files;
    private readonly RunClock _clock;
    private RunState _state;
    private Activity? _epoch;

    private TrainingLoop(TrainingRun run, SeNetOptions options, Device device, Action<string> say)
    {
        (_run, _options) = (run, options);
        BatchSource Batches(ImageSet images, int size) =>
            new(images, run.Network.Network.Input, run.Statistics, size, options.DataWorkers);
        _batches = Batches(run.Training, options.BatchSize);
        if (options.Epochs > int.MaxValue / _batches.Steps)
            throw new ArgumentException(
                $"Epochs must be at most {int.MaxValue / _batches.Steps} where an epoch has {_batches.Steps} steps, was "
                + $"{options.Epochs}");
        _step = new TrainingStep(run.Network, options, device);
        _files = options.Checkpoints is { } kept ? new RunFiles(kept, options.Files, say) : null;
        _best = new BestWeights(options.NeedsBest, _files, run.Metadata);
        if (run.Validation is { } images)
            _validation = new EpochValidation(
                run.Network,
                _step.Average,
                Batches(images, options.PartSize),
                _best,
                options,
                device);
        _clock = new RunClock(options.TimeProvider);
        _state = RunState.Start(options, _batches.Steps);
    }

    /// <summary>Trains the network in place.</summary>
    /// <param name="run">The network and its images.</param>
    /// <param name="options">How.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="say">
    /// Gets what a person should know: what differs from the checkpoint, and files that could not be written.
    /// </param>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// The loss is no longer finite; the message names the last good checkpoint.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint to go on from is damaged, or of another network.</exception>
    public static TrainingSummary Run(TrainingRun run, SeNetOptions options, Device device, Action<string> say)
    {
        using var loop = new TrainingLoop(run, options, device, say);
        loop.Resume(say);
        var end = loop.Run();
        loop.TakeFinalWeights();
        return TrainingReport.Summary(loop._state, run.Training.Count, end, loop._clock);
    }

    private TrainingEnd Run()
    {
        if (EndedBefore() is { } endedBefore)
            return endedBefore;
        _run.Network.train();
        ManagedMemory.ReturnGarbage();
        using var batches = Remaining().Ahead(2).GetEnumerator();
        var show = _options.FirstBatch;
        while (_clock.Wait(batches.MoveNext))
        {
            using var batch = batches.Current;
            StopIfCancelled();
            show?.Invoke(PixelNormalization.Undo(batch, _run.Statistics));
            show = null;
            _epoch ??= TrainingTelemetry.StartEpoch(_state.Epochs + 1);
            var rate = _state.NextRate;
            _clock.Step(batch.Count, () => Train(batch, rate));
            if (AfterStep(rate) is { } end)
                return end;
            if (_state.Steps % StepsPerCollection == 0)
                GC.Collect(0);
        }

        return TrainingEnd.AllEpochs;
    }

    private IEnumerable<Batch> Remaining()
    {
        var plan = SamplePlan.Of(_options, _run.Statistics, _run.Network.Network.Input);
        var (done, first) = (_state.Epochs, _state.Step);
        return Enumerable.Range(done + 1, Math.Max(0, _options.Epochs - done))
            .SelectMany(epoch => _batches.Shuffled(epoch, plan, epoch == done + 1 ? first : 0));
    }

    private void Train(Batch batch, double rate)
    {
        var score = _step.Backward(batch, _state.Steps, _state.Step == 0 ? new RunningScore() : _state.Score);
        if (!double.IsFinite(score.Loss))
            throw new InvalidOperationException(
                $"the loss is no longer a finite number at step {_state.Steps + 1} of {_options.Epochs * _batches.Steps}: "
                + $"try a learning rate below {_options.Optimizer.LearningRate}{_files?.LastGood}");
        _step.Update(rate, _state.Steps + 1);
        _state = _state.Stepped(score);
    }

    private TrainingEnd? AfterStep(double rate)
    {
        if (_state.AtEpochsEnd)
            Validate();
        var progress = TrainingReport.Progress(_state, _options.Epochs, rate, _clock);
        TrainingTelemetry.Report(_run.Network.Network.Name, progress);
        if (_state.AtEpochsEnd)
        {
            _state = _state.Reported(progress);
            _files?.Log(progress);
        }

        _options.Progress?.Report(progress);
        var end = _state.End(_options, _clock.Elapsed);
        Save(now: _state.AtEpochsEnd || end is not null);
        if (_state.AtEpochsEnd)
            EndEpoch();
        return end;
    }

    private void EndEpoch()
    {
        _epoch?.Dispose();
        _epoch = null;
    }

    private void Validate()
    {
        if (_validation is null)
            return;
        _state = _state with { OwesValidation = true };
        try
        {
            _state = _validation.Run(_state);
        }
        catch (OperationCanceledException)
        {
            Save(now: true);
            throw;
        }
    }

    private void StopIfCancelled()
    {
        if (!_options.CancellationToken.IsCancellationRequested)
            return;
        Save(now: _state.Steps > 0);
        _options.CancellationToken.ThrowIfCancellationRequested();
    }

    private void Save(bool now) => _files?.Save(now, _clock.Elapsed, _best, stream => Checkpoint.Write(
        stream, _run.Network, _step, _state.Position(_step.Optimizer.Steps, _clock.Elapsed), _options, _run.Metadata));

    private void Resume(Action<string> say)
    {
        if (_files?.Resume() is not { } checkpoint)
            return;
        using (checkpoint)
        {
            checkpoint.Restore(_run.Network, _step);
            var steps = _options.Epochs * _batches.Steps;
            _state = _state.At(checkpoint.Position, steps);
            _best.Resume(_run.Network, _state.Validations.BestEpoch > 0);
            _clock.Resume(checkpoint.Position.Elapsed);
            say($"goes on after step {_state.Steps} of {steps}, {_files.Last}");
            foreach (var difference in checkpoint.Differences(_options))
                say($"goes on with other settings: {difference}");
        }
    }

    // A run that goes on may have nothing left to do, or only the validation that it was interrupted in.
    private TrainingEnd? EndedBefore()
    {
        if (_state.Steps == 0)
            return null;
        return _validation is not null && _state.OwesValidation
            ? AfterStep(_state.Rates.At(_state.Steps - 1))
            : _state.End(_options, _clock.Elapsed);
    }

    private void TakeFinalWeights()
    {
        if (_options.Validation is { KeepBest: true } && _state.Validations.BestEpoch > 0)
            _best.Restore(_run.Network);
        else
            _step.Average?.Values.Restore(_run.Network);
    }

    public void Dispose()
    {
        EndEpoch();
        _step.Dispose();
        _best.Dispose();
    }
}
