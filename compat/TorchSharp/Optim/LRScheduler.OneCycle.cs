namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One rise and fall of the rate, with the momentum moving against it.</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly AnnealStrategy _strategy;
                    private readonly int _total_steps;
                    private readonly bool _cycle_momentum;
                    private readonly List<Range> _rates;
                    private readonly List<Range> _momenta;
                    private readonly Phase[] _phases;

                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1,
                        int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos,
                        bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95,
                        double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1,
                        bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => max_lr).ToList(), total_steps, epochs,
                            steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                            optimizer.ParamGroups.Select(_ => base_momentum).ToList(),
                            optimizer.ParamGroups.Select(_ => max_momentum).ToList(), div_factor, final_div_factor, three_phase,
                            last_epoch, verbose)
                    {
                    }

                    public OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1,
                        int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos,
                        bool cycle_momentum = true, IEnumerable<double>? base_momentum = null,
                        IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4,
                        bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (cycle_momentum && optimizer is not (IMomentum or IBetas))
                        {
                            throw new ArgumentException(
                                "optimizer must support momentum with `cycle_momentum` option enabled");
                        }

                        if (pct_start is < 0 or > 1)
                            throw new ArgumentException($"Expected float between 0 and 1 for pct_start, but got {pct_start}");
                        _total_steps = TotalSteps(total_steps, epochs, steps_per_epoch);
                        (_strategy, _cycle_momentum) = (anneal_strategy, cycle_momentum);
                        _rates = max_lr.Select(max =>
                            new Range(max / div_factor, max, max / div_factor / final_div_factor)).ToList();
                        _momenta = (max_momentum ?? Rates.Select(_ => 0.95))
                            .Zip(base_momentum ?? Rates.Select(_ => 0.85), (max, least) => new Range(max, least, max)).ToList();
                        _phases = Phases(pct_start * _total_steps, _total_steps, three_phase);

                        if (last_epoch == -1 && cycle_momentum)
                        {
                            foreach (var (i, group) in optimizer.ParamGroups.Index())
                                SetMomentum(group, _momenta[i].Start);
                        }

                        step();
                    }

                    public enum AnnealStrategy
                    {
                        Cos,
                        Linear,
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch > _total_steps)
                        {
                            throw new InvalidOperationException($"Tried to step {_last_epoch + 1} times. The specified number of "
                                + $"total steps is {_total_steps}");
                        }

                        return _optimizer.ParamGroups.Select(Rate).ToList();
                    }

                    private static int TotalSteps(int total_steps, int epochs, int steps_per_epoch)
                    {
                        if (total_steps == -1 && epochs == -1 && steps_per_epoch == -1)
                            throw new ArgumentException("You must define either total_steps OR (epochs AND steps_per_epoch)");
                        if (total_steps != -1)
                        {
                            return total_steps > 0 ? total_steps
                                : throw new ArgumentException($"Expected positive integer total_steps, but got {total_steps}");
                        }

                        if (epochs <= 0)
                            throw new ArgumentException($"Expected positive integer epochs, but got {epochs}");
                        if (steps_per_epoch <= 0)
                        {
                            throw new ArgumentException(
                                $"Expected positive integer steps_per_epoch, but got {steps_per_epoch}");
                        }

                        return epochs * steps_per_epoch;
                    }

                    private static Phase[] Phases(double rise, int total, bool three) => three
                        ?
                        [
                            new(rise - 1, range => range.Start, range => range.Peak),
                            new((2 * rise) - 2, range => range.Peak, range => range.Start),
                            new(total - 1, range => range.Start, range => range.End),
                        ]
                        :
                        [
                            new(rise - 1, range => range.Start, range => range.Peak),
                            new(total - 1, range => range.Peak, range => range.End),
                        ];

                    private static void SetMomentum(ILearningRateController group, double momentum)
                    {
                        if (group is IBetas betas)
                            betas.Betas = (momentum, betas.Betas.Item2);
                        else if (group is IMomentum single)
                            single.Momentum = momentum;
                    }

                    /// <summary>One step past the last phase, all is zero, as it is with the official one.</summary>
                    private double Rate(ILearningRateController group, int i)
                    {
                        var (rate, momentum, start) = (0.0, 0.0, 0.0);
                        foreach (var phase in _phases)
                        {
                            if (_last_epoch <= phase.End)
                            {
                                var part = (_last_epoch - start) / (phase.End - start);
                                rate = Between(phase.From(_rates[i]), phase.To(_rates[i]), part);
                                momentum = Between(phase.From(_momenta[i]), phase.To(_momenta[i]), part);
                                break;
                            }

                            start = phase.End;
                        }

                        if (_cycle_momentum)
                            SetMomentum(group, momentum);
                        return rate;
                    }

                    private double Between(double start, double end, double part) => _strategy == AnnealStrategy.Cos
                        ? end + ((start - end) / 2 * (Math.Cos(Math.PI * part) + 1))
                        : ((end - start) * part) + start;

                    private readonly record struct Range(double Start, double Peak, double End);

                    private sealed record Phase(double End, Func<Range, double> From, Func<Range, double> To);
                }
            }
        }
    }
}
