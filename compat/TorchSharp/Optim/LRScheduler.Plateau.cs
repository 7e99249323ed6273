namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Lowers the rates when a measured quantity has stopped getting better.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _minimize;
                    private readonly bool _relative;
                    private readonly double _factor;
                    private readonly int _patience;
                    private readonly double _threshold;
                    private readonly int _cooldown;
                    private readonly IList<double> _min_lrs;
                    private readonly double _eps;
                    private double _best;
                    private int _bad_epochs;
                    private int _cooldown_counter;

                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10,
                        double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null,
                        double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1.0)
                            throw new ArgumentException("Factor should be < 1.0");
                        if (mode is not ("min" or "max"))
                            throw new ArgumentException($"mode {mode} is unknown!");
                        if (threshold_mode is not ("rel" or "abs"))
                            throw new ArgumentException($"threshold mode {threshold_mode} is unknown!");

                        (_minimize, _relative) = (mode == "min", threshold_mode == "rel");
                        (_factor, _patience, _threshold, _cooldown, _eps) = (factor, patience, threshold, cooldown, eps);
                        _min_lrs = min_lr is { Count: > 1 } ? min_lr : Rates.Select(_ => min_lr?.FirstOrDefault() ?? 0).ToList();
                        _best = _minimize ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    public override void step() => throw new InvalidOperationException("step() should not be used with the "
                        + "ReduceLROnPlateau scheduler. Use step(double, int?), instead.");

                    public override void step(int? epoch) => throw new InvalidOperationException("step(int?) should not be used "
                        + "with the ReduceLROnPlateau scheduler. Use step(double, int?), instead.");

                    public override void step(double current, int? epoch = null)
                    {
                        _last_epoch = epoch ?? _last_epoch + 1;
                        var better = IsBetter(current);
                        _best = better ? current : _best;
                        _bad_epochs = better ? 0 : _bad_epochs + 1;
                        if (_cooldown_counter > 0)
                        {
                            _cooldown_counter--;
                            _bad_epochs = 0;
                        }

                        if (_bad_epochs <= _patience)
                            return;
                        Reduce();
                        _cooldown_counter = _cooldown;
                        _bad_epochs = 0;
                    }

                    private bool IsBetter(double current) => (_minimize, _relative) switch
                    {
                        (true, true) => current < _best * (1 - _threshold),
                        (true, false) => current < _best - _threshold,
                        (false, true) => current > _best * (1 + _threshold),
                        (false, false) => current > _best + _threshold,
                    };

                    private void Reduce()
                    {
                        foreach (var (i, group) in _optimizer.ParamGroups.Index())
                        {
                            var rate = Math.Max(group.LearningRate * _factor, _min_lrs[i]);
                            if (group.LearningRate - rate <= _eps)
                                continue;
                            group.LearningRate = rate;
                            if (_verbose)
                                Console.WriteLine($"Epoch {_last_epoch}: reducing learning rate of group {i} to {rate:g4}.");
                        }
                    }
                }
            }
        }
    }
}
