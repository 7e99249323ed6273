using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace TrainingSpeed;

/// <summary>Training on images that cost nothing to read.</summary>
internal static class RandomImages
{
    public const int WarmUpSteps = 10;

    // The images repeat, epoch after epoch: the number of steps is what counts.
    public const int StepsPerEpoch = 50;

    public static (double ImagesPerSecond, double Wait) Train(
        string network,
        int side,
        int batch,
        int steps,
        TrainingPrecision precision,
        int every)
    {
        var ml = new MLContext();
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Image)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3, side, side);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), 10);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(steps, WarmUpSteps);
        var perEpoch = Math.Min(steps, StepsPerEpoch);
        var view = ml.Data.LoadFromEnumerable(Rows(batch * perEpoch, 3 * side * side), schema);
        var watch = new Watch(every);
        using var model = ml.MulticlassClassification.Trainers.SeNetClassifier(new SeNetOptions
        {
            Architecture = network,
            ImageSize = side,
            BatchSize = batch,
            Epochs = steps / perEpoch,
            Precision = precision,
            Schedule = Schedule.Cosine() with { WarmUpEpochs = 0 },
            Augmentation = Augmentation.None,
            Progress = watch,
        }).Fit(view);
        return (watch.Steps * batch / watch.Seconds, model.Training.DataWaitShare);
    }

    private static IEnumerable<Row> Rows(int count, int length)
    {
        var state = 1u;
        for (var i = 0; i < count; i++)
        {
            var image = new float[length];
            foreach (ref var pixel in image.AsSpan())
            {
                state = state * 1664525 + 1013904223;
                pixel = state >> 24;
            }

            yield return new Row { Label = (uint)(i % 10), Image = image };
        }
    }

    private sealed class Row
    {
        public uint Label { get; set; }

        public required float[] Image { get; set; }
    }

    /// <summary>Times the steps after the warm-up, and prints the memory in use now and then.</summary>
    private sealed class Watch(int every) : IProgress<TrainingProgress>
    {
        private TimeSpan _start;
        private TimeSpan _end;
        private int _done;

        public int Steps => _done - WarmUpSteps;

        public double Seconds => (_end - _start).TotalSeconds;

        public void Report(TrainingProgress value)
        {
            _done++;
            if (_done == WarmUpSteps)
                _start = value.Elapsed;
            _end = value.Elapsed;
            if (every > 0 && _done % every == 0)
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"step {_done}  resident-MiB {Environment.WorkingSet / 1048576.0:F1}"));
        }
    }
}
