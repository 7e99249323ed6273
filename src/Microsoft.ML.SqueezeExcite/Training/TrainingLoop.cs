using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Trains a network: the loop, and nothing else.</summary>
internal sealed class TrainingLoop : IDisposable
{
    /// <summary>
    /// The collector sees the small wrappers of tensors, not the memory behind them, and would let their garbage grow to the size of the processor's
    /// cache before its first look. Called now and then it finds little, and a run's memory does not grow.
    /// </summary>
    private const int StepsPerCollection = 50;

    private static readonly long DropoutKey = RandomStream.Key("dropout");

    private readonly TrainingRun _run;
    private readonly SeNetOptions _options;
    private readonly Device _device;
    private readonly ScalarType _features;
    private readonly BatchSource _training;
    private readonly BatchSource? _validation;
    private readonly WeightOptimizer _optimizer;
    private readonly ClassLoss _loss;
    private readonly WeightAverage? _average;
    private readonly BestWeights _best;
    private readonly RunFiles? _files;
    private readonly RunClock _clock;
    private readonly int _steps;
    private ValidationHistory _history;
    private RateCurve _rates;
    private RunningScore _score = new();
    private int _done;

    private TrainingLoop(TrainingRun run, SeNetOptions options, Device device, Action<string> warn)
    {
        (_run, _options, _device) = (run, options, device);
        _features = options.Precision == TrainingPrecision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        _training = new BatchSource(run.Training, Network.Network.Input, run.Statistics, options.BatchSize, options.DataWorkers);
        if (options.Epochs > int.MaxValue / _training.Steps)
            throw new ArgumentException($"Epochs must be at most {int.MaxValue / _training.Steps} where an epoch has {_training.Steps} steps, was {options.Epochs}");
        _validation = run.Validation is null ? null : new BatchSource(run.Validation, Network.Network.Input, run.Statistics, options.PartSize, options.DataWorkers);
        FrozenParts.Freeze(Network, options.FineTuning);
        _optimizer = WeightOptimizer.Create(
            options.Optimizer, Network.named_parameters(), name => FrozenParts.RateFactor(Network.Network, name, options.FineTuning));
        _loss = new ClassLoss(options.LabelSmoothing, options.ClassWeights, device);
        _average = options.AverageDecay > 0 ? new WeightAverage(Network, options.AverageDecay) : null;
        _files = options.Checkpoints is { } kept ? new RunFiles(kept.Folder, kept.Minutes, warn) : null;
        _best = new BestWeights(options.NeedsBest, _files, run.Metadata);
        _clock = new RunClock(options.TimeProvider);
        _steps = options.Epochs * _training.Steps;
        _history = ValidationHistory.Of(options.Validation, []);
        _rates = RateCurve.Of(options, _training.Steps);
    }

    private TorchNetwork Network => _run.Network;

    private int Step => _done % _training.Steps;

    private bool AtEpochsEnd => _done > 0 && Step == 0;

    /// <summary>Whether the run was cancelled while it validated the epoch that is done.</summary>
    private bool OwesValidation => AtEpochsEnd && _validation is not null && _history.Results.Count == _done / _training.Steps - 1;

    /// <summary>Trains the network in place.</summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The loss is no longer finite; the message names the last good checkpoint.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to go on from is damaged, or of another network.</exception>
    public static TrainingSummary Run(TrainingRun run, SeNetOptions options, Device device, Action<string> warn)
    {
        using var loop = new TrainingLoop(run, options, device, warn);
        loop.Resume(warn);
        var end = loop.Run();
        loop.TakeFinalWeights();
        return loop.Summary(end);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _loss.Dispose();
        _average?.Dispose();
        _best.Dispose();
        _files?.Dispose();
    }

    private TrainingEnd Run()
    {
        if (_done > 0 && (OwesValidation ? AfterStep(_rates.At(_done - 1)) : End()) is { } endedBefore)
            return endedBefore;
        Network.train();
        ManagedMemory.ReturnGarbage();
        var plan = SamplePlan.Of(_options, _run.Statistics, Network.Network.Input);
        var (firstEpoch, firstStep) = (_done / _training.Steps + 1, Step);
        var batches = Enumerable.Range(firstEpoch, Math.Max(0, _options.Epochs - firstEpoch + 1))
            .SelectMany(epoch => _training.Shuffled(epoch, plan, epoch == firstEpoch ? firstStep : 0))
            .Ahead(2);
        using var stream = batches.GetEnumerator();
        while (_clock.Wait(stream.MoveNext))
        {
            using var batch = stream.Current;
            StopIfCancelled();
            var rate = _rates.At(_done);
            _clock.Step(batch.Count, () => Train(batch, rate));
            if (AfterStep(rate) is { } end)
                return end;
            if (_done % StepsPerCollection == 0)
                GC.Collect(0);
        }

        return TrainingEnd.AllEpochs;
    }

    // images (N, C, H, W) -> logits (N, classes) -> loss () -> gradients -> weights
    private void Train(Batch batch, double rate)
    {
        if (Step == 0)
            _score = new RunningScore();
        Network.Generator.manual_seed((long)(new RandomStream(_options.Seed, DropoutKey, _done).NextUInt64() >> 1));
        foreach (var part in batch.Parts(_options.AccumulationSteps))
        {
            using var images = BatchTensors.Images(part, _device, _features);
            using var labels = BatchTensors.Labels(part, _device);
            using var output = Network.call(images);
            using var logits = output.to_type(ScalarType.Float32);
            using var loss = _loss.Of(logits, labels, part);
            var share = _loss.Share(part, batch);
            using var scaled = loss * share;
            scaled.backward();
            _score = _score.With(loss.ToDouble() * share * batch.Count, logits, labels);
        }

        if (!double.IsFinite(_score.Loss))
            throw NotFinite($"the loss is no longer a finite number at step {_done + 1} of {_steps}");
        _optimizer.Step(rate);
        _done++;
        _average?.Update(_done);
    }

    private TrainingEnd? AfterStep(double rate)
    {
        if (AtEpochsEnd && _validation is not null)
            Validate(_validation);
        Report(rate);
        var end = End();
        Save(now: AtEpochsEnd || end is not null);
        return end;
    }

    private void Validate(BatchSource images)
    {
        using var own = _average is null ? null : new WeightSnapshot(Network);
        _average?.Values.Restore(Network);
        try
        {
            _history = _history.With(Evaluation.Run(Network, images, _device, _options.CancellationToken));
        }
        catch (OperationCanceledException)
        {
            own?.Restore(Network);
            Save(now: true);
            throw;
        }

        if (_history.LastIsBest)
            _best.Take(Network, _history.BestEpoch);
        own?.Restore(Network);
        _rates = _rates.After(_history.Results[^1]);
        if (_rates.IsCut && _options.Schedule is PlateauSchedule { ReloadsBest: true })
            _best.Restore(Network);
    }

    private void StopIfCancelled()
    {
        if (!_options.CancellationToken.IsCancellationRequested)
            return;
        Save(now: _done > 0);
        _options.CancellationToken.ThrowIfCancellationRequested();
    }

    private void Save(bool now) => _files?.Save(
        now, _clock.Elapsed, stream => Checkpoint.Write(stream, Network, _optimizer, _average, Position(), _options, _run.Metadata));

    private TrainingEnd? End()
    {
        if (AtEpochsEnd && _options.Validation?.Patience <= _history.EpochsWithoutProgress)
            return TrainingEnd.Patience;
        if (AtEpochsEnd && _done < _steps && _done / _training.Steps >= _options.StopAfterEpochs)
            return TrainingEnd.StopAfterEpochs;
        return _clock.Elapsed >= _options.TimeBudget ? TrainingEnd.TimeBudget : null;
    }

    private void TakeFinalWeights()
    {
        if (_options.Validation is { KeepBest: true } && _history.BestEpoch > 0)
            _best.Restore(Network);
        else
            _average?.Values.Restore(Network);
    }

    private void Resume(Action<string> say)
    {
        if (_files?.Resume(_options.Checkpoints!.Resume) is not { } checkpoint)
            return;
        using (checkpoint)
        {
            var position = checkpoint.Position;
            checkpoint.Restore(Network, _optimizer, _average);
            _done = Math.Min(position.StepsDone(_training.Steps), _steps);
            _score = position.Score;
            _history = _history with { Results = position.Validations };
            _rates = _history.Results.Aggregate(_rates, (rates, result) => rates.After(result));
            _best.Resume(Network, _history.BestEpoch > 0);
            _clock.Resume(position.Elapsed);
            say($"goes on after step {_done} of {_steps}, {_files.Last}");
            foreach (var difference in checkpoint.Differences(_options))
                say($"goes on with other settings: {difference}");
        }
    }

    private TrainingPosition Position() => new()
    {
        Epochs = _done / _training.Steps,
        Step = Step,
        StepsPerEpoch = _training.Steps,
        OptimizerSteps = _optimizer.Steps,
        Score = _score,
        Validations = _history.Results,
        Elapsed = _clock.Elapsed,
    };

    private InvalidOperationException NotFinite(string what) => new(
        $"{what}: try a learning rate below {_options.Optimizer.LearningRate}"
        + (_files is not null && File.Exists(_files.Last) ? $"; the last good checkpoint is {_files.Last}" : ""));

    private void Report(double rate)
    {
        var progress = new TrainingProgress(
            (_done - 1) / _training.Steps + 1,
            _options.Epochs,
            (_done - 1) % _training.Steps + 1,
            _training.Steps,
            _score.Loss,
            _score.Accuracy,
            rate,
            _clock.ImagesPerSecond,
            _clock.WaitShare,
            _clock.Elapsed,
            _clock.Remaining(_done, _steps),
            AtEpochsEnd && _history.Results.Count > 0 ? _history.Results[^1] : null);
        if (AtEpochsEnd)
            _files?.Log(progress);
        _options.Progress?.Report(progress);
    }

    private TrainingSummary Summary(TrainingEnd end) => new(
        _run.Training.Count,
        (_done + _training.Steps - 1) / _training.Steps,
        _done,
        _clock.Elapsed,
        _clock.ImagesPerSecond,
        _clock.WaitShare,
        _score.Loss,
        _score.Accuracy,
        _history.Results.LastOrDefault(),
        _history.Best,
        _history.BestEpoch,
        end);
}
