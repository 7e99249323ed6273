using global::TorchSharp;
using static global::TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Trains a network: the loop, and nothing else.</summary>
internal sealed class TrainingLoop
{
    /// <summary>
    /// The collector sees the small wrappers of tensors, not the memory behind them, and would let their garbage grow to the size of the processor's
    /// cache before its first look. Called now and then it finds little, and a run's memory does not grow.
    /// </summary>
    private const int StepsPerCollection = 50;

    private readonly TorchNetwork _network;
    private readonly BatchSource _training;
    private readonly BatchSource? _validation;
    private readonly TrainingOptions _options;
    private readonly Device _device;
    private readonly RunClock _clock;
    private readonly int _steps;
    private RateCurve _rates;
    private RunningScore _score = new();
    private ValidationResult? _validated;

    private TrainingLoop(TorchNetwork network, BatchSource training, BatchSource? validation, TrainingOptions options, Device device)
    {
        (_network, _training, _validation, _options, _device) = (network, training, validation, options, device);
        _steps = options.Epochs * training.Steps;
        _rates = options.Rates(training.Steps);
        _clock = new RunClock(options.TimeProvider);
    }

    /// <summary>Trains the network in place.</summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The loss is no longer finite.</exception>
    public static TrainingSummary Run(
        TorchNetwork network, ImageSet training, ImageSet? validation, ChannelStatistics statistics, TrainingOptions options, Device device)
    {
        var loop = new TrainingLoop(
            network,
            new BatchSource(training, statistics, options.BatchSize, options.DataWorkers),
            validation is null ? null : new BatchSource(validation, statistics, options.BatchSize, options.DataWorkers),
            options,
            device);
        loop.Run(options.Plan(statistics));
        return loop.Summary(training.Count);
    }

    private void Run(SamplePlan plan)
    {
        FineTuning.Freeze(_network, _options);
        using var optimizer = _options.CreateOptimizer(_network.named_parameters(), name => FineTuning.RateFactor(_network.Network, name, _options));
        using var loss = new ClassLoss(_options.LabelSmoothing, _options.ClassWeights, _device);
        _network.train();
        ReturnGarbageOfReading();
        var batches = Enumerable.Range(1, _options.Epochs)
            .SelectMany(epoch => _training.Shuffled(epoch, plan))
            .Ahead(2);
        using var stream = batches.GetEnumerator();
        for (var done = 0; _clock.Wait(stream.MoveNext); done++)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            using var batch = stream.Current;
            if (done % _training.Steps == 0)
                _score = new RunningScore();
            var rate = _rates.At(done);
            _clock.Step(batch.Count, () => Step(batch, loss, optimizer, rate));
            if (!double.IsFinite(_score.Loss))
                throw new InvalidOperationException(
                    $"the loss is no longer a finite number at step {done + 1} of {_steps}: try a learning rate below {_options.LearningRate}");
            if (_validation is not null && (done + 1) % _training.Steps == 0)
                Validate(_validation);
            Report(done + 1, rate);
            if (done % StepsPerCollection == 0)
                GC.Collect(0);
        }
    }

    private void Validate(BatchSource images)
    {
        _validated = Evaluation.Run(_network, images, _device, _options.CancellationToken);
        _rates = _rates.After(_validated);
    }

    private static void ReturnGarbageOfReading() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    // images (N, C, H, W) -> logits (N, classes) -> loss () -> gradients -> weights
    private void Step(Batch batch, ClassLoss losses, WeightOptimizer optimizer, double rate)
    {
        using var images = BatchTensors.Images(batch, _device);
        using var labels = BatchTensors.Labels(batch, _device);
        using var logits = _network.call(images);
        using var loss = losses.Of(logits, labels, batch);
        loss.backward();
        optimizer.Step(rate);
        _score.Add(loss.ToDouble(), logits, labels);
    }

    private void Report(int done, double rate)
    {
        var step = (done - 1) % _training.Steps + 1;
        _options.Progress?.Report(new TrainingProgress(
            (done - 1) / _training.Steps + 1,
            _options.Epochs,
            step,
            _training.Steps,
            _score.Loss,
            _score.Accuracy,
            rate,
            _clock.ImagesPerSecond,
            _clock.WaitShare,
            _clock.Elapsed,
            _clock.Remaining(done, _steps),
            step == _training.Steps ? _validated : null));
    }

    private TrainingSummary Summary(int images) => new(
        images,
        _options.Epochs,
        _steps,
        _clock.Elapsed,
        _clock.ImagesPerSecond,
        _clock.WaitShare,
        _score.Loss,
        _score.Accuracy,
        _validated);
}
