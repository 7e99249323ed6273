using System.Text.Json.Serialization;
using TorchSharp;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>How a network is trained: every setting of the loop, with its default.</summary>
public abstract partial record TrainingOptions
{
    private protected TrainingOptions()
    {
    }

    /// <summary>Passes over the training images, at least 1. Default 30.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>
    /// Images a step, at least 1. An epoch's images are spread evenly over its steps, so that none is left out and no step is tiny. Default 128.
    /// </summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>
    /// The parts that a step's images are computed in, one after the other, at least 1: the gradients add up to those of the whole, in the memory of a part.
    /// Batch norms see a part at a time, and validation computes in batches of a part's size. Default 1.
    /// </summary>
    public int AccumulationSteps { get; init; } = 1;

    /// <summary>The peak learning rate, above 0. Default 0.1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>
    /// The batch size that <see cref="LearningRate"/> is meant for, at least 1: with another <see cref="BatchSize"/> the rate is scaled in proportion (the
    /// linear rule, arXiv 1706.02677). Default none: the rate is taken as it is.
    /// </summary>
    public int? LearningRateBatchSize { get; init; }

    /// <summary>The momentum of SGD, from 0 up to but not including 1. Default 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether the momentum is Nesterov's. Default true.</summary>
    public bool Nesterov { get; init; } = true;

    /// <summary>The L2 penalty, at least 0. Default 5e-4.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>
    /// The share of each class that is kept from training for validation where no validation set is given, from 0 up to but not including 1. Default 0.
    /// </summary>
    public double ValidationFraction { get; init; }

    /// <summary>What first weights, the order of images and augmentation follow from. The same seed on the same machine gives the same weights. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Where the network is trained. Default the GPU if there is one.</summary>
    public TrainingDevice Device { get; init; } = TrainingDevice.Auto;

    /// <summary>
    /// The type of features and their gradients in training's steps. Validation and the trained model compute in Single with any. Default
    /// <see cref="TrainingPrecision.Single"/>.
    /// </summary>
    public TrainingPrecision Precision { get; init; } = TrainingPrecision.Single;

    /// <summary>The threads that compute, at least 1. Default one for each processor. Another number may round differently.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// The most threads that make the images of a batch, at least 1; the weights do not depend on it. Default one less than there are processors: they work
    /// only where a batch is not ready in time, and one processor is left to the steps meanwhile.
    /// </summary>
    [JsonIgnore]
    public int DataWorkers { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>
    /// Whether glibc's allocator is set, for this process, to keep freed memory for the next step rather than return it at once (its unused part is handed
    /// back when training ends). Without it every step pays for its memory again: a quarter of the speed. No effect elsewhere. Default true.
    /// </summary>
    public bool TuneAllocator { get; init; } = true;

    /// <summary>Where training reports to, on the thread that trains, after each step. Default nowhere.</summary>
    [JsonIgnore]
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the training with an <see cref="OperationCanceledException"/>. Default never.</summary>
    [JsonIgnore]
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The clock of the reported times; nothing that is computed depends on it. Default the system's.</summary>
    [JsonIgnore]
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The most images that are computed at once.</summary>
    internal int PartSize => (BatchSize + AccumulationSteps - 1) / AccumulationSteps;

    /// <summary>The peak learning rate for the batch size at hand.</summary>
    internal double ScaledLearningRate => LearningRateBatchSize is { } batch ? LearningRate * BatchSize / batch : LearningRate;

    /// <summary>The device to train on, found to be there and to compute as asked for.</summary>
    /// <exception cref="PlatformNotSupportedException">
    /// The processor does not compute in this precision; the message says why.
    /// </exception>
    internal torch.Device ChooseDevice()
    {
        var device = Devices.Choose(Device);
        if (device.type == DeviceType.CPU && Precision == TrainingPrecision.BFloat16 && !OneDnn.IsUsed)
            throw new PlatformNotSupportedException(
                $"Precision must be Single here, was BFloat16, which needs oneDNN: {OneDnn.Notice}");
        return device;
    }

    private protected static string Fault(string name, object value, string range) => FormattableString.Invariant($"{name} must be {range}, was {value}");
}
