namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                public class LambdaLR : LRScheduler
                {
                    private readonly List<Func<int, double>> _lr_lambdas;

                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => lr_lambda), last_epoch, verbose)
                    {
                    }

                    public LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _lr_lambdas = lr_lambdas.ToList();
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        _base_lrs.Zip(_lr_lambdas, (rate, lambda) => rate * lambda(_last_epoch));
                }

                public class StepLR : LRScheduler
                {
                    private readonly int _step_size;
                    private readonly double _gamma;

                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_step_size, _gamma) = (step_size, gamma);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        _last_epoch == 0 || _last_epoch % _step_size != 0 ? Rates : Rates.Select(rate => rate * _gamma);

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        _base_lrs.Select(rate => rate * Math.Pow(_gamma, _last_epoch / _step_size));
                }

                public class MultiStepLR : LRScheduler
                {
                    private readonly IList<int> _milestones;
                    private readonly double _gamma;

                    public MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_milestones, _gamma) = (milestones, gamma);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        _milestones.Contains(_last_epoch) ? Rates.Select(rate => rate * _gamma) : Rates;

                    protected override IEnumerable<double> get_closed_form_lr()
                    {
                        var passed = _milestones.Distinct().Count(milestone => milestone <= _last_epoch);
                        return _base_lrs.Select(rate => rate * Math.Pow(_gamma, passed));
                    }
                }

                public class ExponentialLR : LRScheduler
                {
                    private readonly double _gamma;

                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _gamma = gamma;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        _last_epoch == 0 ? Rates : Rates.Select(rate => rate * _gamma);

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        _base_lrs.Select(rate => rate * Math.Pow(_gamma, _last_epoch));
                }

                public class LinearLR : LRScheduler
                {
                    private readonly double _start_factor;
                    private readonly double _end_factor;
                    private readonly int _total_iters;

                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0,
                        int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_start_factor, _end_factor, _total_iters) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                            return Rates.Select(rate => rate * _start_factor);
                        if (_last_epoch > _total_iters)
                            return Rates;
                        var rise = _end_factor - _start_factor;
                        var before = (_total_iters * _start_factor) + ((_last_epoch - 1) * rise);
                        return Rates.Select(rate => rate * (1 + (rise / before)));
                    }

                    protected override IEnumerable<double> get_closed_form_lr()
                    {
                        var part = (_end_factor - _start_factor) * Math.Min(_total_iters, _last_epoch) / _total_iters;
                        return _base_lrs.Select(rate => rate * (_start_factor + part));
                    }
                }

                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _T_max;
                    private readonly double _eta_min;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_T_max, _eta_min) = (T_max, eta_min);
                        step();
                    }

                    /// <summary>From the rates as they are, so that what others did to them is kept.</summary>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                            return Rates;
                        if ((_last_epoch - 1 - _T_max) % (2 * _T_max) == 0)
                        {
                            return Rates.Zip(_base_lrs, (rate, start) =>
                                rate + ((start - _eta_min) * (1 - Math.Cos(Math.PI / _T_max)) / 2));
                        }

                        var ratio = Height(_last_epoch) / Height(_last_epoch - 1);
                        return Rates.Select(rate => (ratio * (rate - _eta_min)) + _eta_min);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        _base_lrs.Select(rate => _eta_min + ((rate - _eta_min) * Height(_last_epoch) / 2));

                    private double Height(int epoch) => 1 + Math.Cos(Math.PI * epoch / _T_max);
                }
            }
        }
    }
}
