namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// What is there before the first step: the process's settings, and a network with its first weights and its images.
/// </summary>
internal sealed class TrainingStart : IDisposable
{
    private readonly ProcessSettings _process;

    private TrainingStart(ProcessSettings process, TrainingRun run) => (_process, Run) = (process, run);

    /// <summary>The network and its images.</summary>
    public TrainingRun Run { get; }

    /// <summary>Lays out the network of a plan and initialises it, or loads its pretrained weights.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="images">The images; they stay the caller's.</param>
    /// <param name="log">Gets what happens.</param>
    public static TrainingStart Prepare(TrainingPlan plan, TrainingImages images, TrainingLog log)
    {
        var options = plan.Options;
        var process = new ProcessSettings(options, StepMemory.Bytes(plan.Network, options, images.Training.Count), log.Info);
        try
        {
            log.Start(plan, images);
            var statistics = options.Normalization
                ?? plan.PretrainedStatistics
                ?? ChannelStatistics.Of(images.Training.Pixels, options.Threads);
            var metadata = NetworkMetadata.Of(plan.Network, statistics, plan.Columns.Labels.ClassNames);
            var network = TorchNetwork.Create(plan.Network, options.Seed, plan.Device, options.ZeroInitResidual);
            var run = new TrainingRun(Loaded(network, plan), images.Training, images.Validation, statistics, metadata);
            return new TrainingStart(process, run);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    private static TorchNetwork Loaded(TorchNetwork network, TrainingPlan plan)
    {
        try
        {
            plan.LoadPretrained(network);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Run.Network.Dispose();
        _process.Dispose();
    }
}
