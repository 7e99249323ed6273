using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Runs;

/// <summary>Does something at the first report of a training.</summary>
/// <param name="act">What it does.</param>
/// <param name="next">Gets every report.</param>
internal sealed class FirstStep(Action act, IProgress<TrainingProgress> next) : IProgress<TrainingProgress>
{
    private bool _isDone;

    public void Report(TrainingProgress value)
    {
        if (!_isDone)
            act();
        _isDone = true;
        next.Report(value);
    }
}
