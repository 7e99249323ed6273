using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using OneCycle = TorchSharp.torch.optim.lr_scheduler.impl.OneCycleLR;

namespace Compat.TorchSharpTests;

public class SchedulerTests
{
    private static readonly Dictionary<string, Func<Optimizer, lr_scheduler.LRScheduler>> Schedulers = new()
    {
        ["lambda"] = o => lr_scheduler.LambdaLR(o, epoch => Math.Pow(0.9, epoch)),
        ["step"] = o => lr_scheduler.StepLR(o, 3, 0.5),
        ["multistep"] = o => lr_scheduler.MultiStepLR(o, [2, 5], 0.1),
        ["exponential"] = o => lr_scheduler.ExponentialLR(o, 0.8),
        ["linear"] = o => lr_scheduler.LinearLR(o, 0.25, 1.0, 4),
        ["cosine"] = o => lr_scheduler.CosineAnnealingLR(o, 8, 0.01),
        ["one_cycle"] = o => lr_scheduler.OneCycleLR(o, 0.4, total_steps: 10),
        ["one_cycle_linear"] = o => lr_scheduler.OneCycleLR(o, 0.4, epochs: 5, steps_per_epoch: 2,
            anneal_strategy: OneCycle.AnnealStrategy.Linear, three_phase: true),
    };

    public static TheoryData<string> Names => [.. Schedulers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_TenTimes_RatesMatchPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var optimizer = SGD([nn.Parameter(zeros(1))], 0.5, momentum: 0.9);
        var scheduler = Schedulers[name](optimizer);

        var rates = new List<double>();
        for (var i = 0; i < 10; i++)
        {
            rates.Add(scheduler.get_last_lr().Single());
            Assert.Equal(rates[^1], optimizer.ParamGroups.Single().LearningRate);
            scheduler.step();
        }

        tensor(rates).Matches(Golden.Case($"rates/{name}")["rates"], 1e-12, name);
    }

    [Fact]
    public void Step_GroupAddedLater_IsLeftAlone()
    {
        var optimizer = SGD([nn.Parameter(zeros(1))], 0.5);
        var scheduler = lr_scheduler.StepLR(optimizer, 1, 0.1);
        optimizer.add_param_group(new SGD.ParamGroup([nn.Parameter(zeros(1))], lr: 4));

        scheduler.step();

        Assert.Equal([0.05, 4], optimizer.ParamGroups.Select(group => group.LearningRate));
    }

    [Fact]
    public void ReduceLROnPlateau_NoProgress_RateFallsOnceWithinPatience()
    {
        var optimizer = SGD([nn.Parameter(zeros(1))], 1.0);
        var scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.5, patience: 2);

        foreach (var loss in (double[])[1.0, 0.5, 0.5, 0.5, 0.5])
            scheduler.step(loss);

        Assert.Equal(0.5, optimizer.ParamGroups.Single().LearningRate);
        Assert.Throws<InvalidOperationException>(scheduler.step);
    }
}
