// One round of training through the public API on random images: prints images a second after the warm-up, and the memory in use.
// TrainingSpeed ARCHITECTURE SIDE BATCH STEPS [PRINT-EVERY]
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

const int WarmUpSteps = 10;
var (architecture, side, batch, steps) = (args[0], Number(1), Number(2), Number(3));
var every = args.Length > 4 ? Number(4) : 0;

var ml = new MLContext();
var schema = SchemaDefinition.Create(typeof(Row));
schema[nameof(Row.Image)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3, side, side);
schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), 10);
// The images repeat, epoch after epoch: the number of steps is what counts.
var perEpoch = Math.Min(steps, 50);
var view = ml.Data.LoadFromEnumerable(Rows(batch * perEpoch, 3 * side * side), schema);

var watch = new Watch(WarmUpSteps, every);
var trainer = ml.MulticlassClassification.Trainers.SeNetClassifier(new SeNetOptions
{
    Architecture = architecture,
    BatchSize = batch,
    Epochs = steps / perEpoch,
    LearningRate = 0.1,
    WarmUpEpochs = 0,
    Progress = watch,
});
using var model = trainer.Fit(view);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"images/s {watch.Steps * batch / watch.Seconds:F1}  peak-MiB {Memory("VmHWM"):F0}  data-wait {model.Training.DataWaitShare:P2}"));

int Number(int index) => int.Parse(args[index], CultureInfo.InvariantCulture);

static IEnumerable<Row> Rows(int count, int length)
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

static double Memory(string what) => File.ReadLines("/proc/self/status")
    .Where(line => line.StartsWith(what, StringComparison.Ordinal))
    .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
    .Single();

internal sealed class Row
{
    public uint Label { get; set; }

    public required float[] Image { get; set; }
}

/// <summary>Times the steps after the warm-up, and prints the memory in use now and then.</summary>
internal sealed class Watch(int warmUp, int every) : IProgress<TrainingProgress>
{
    private TimeSpan _start;
    private TimeSpan _end;
    private int _done;

    public int Steps => _done - warmUp;

    public double Seconds => (_end - _start).TotalSeconds;

    public void Report(TrainingProgress value)
    {
        _done++;
        if (_done == warmUp)
            _start = value.Elapsed;
        _end = value.Elapsed;
        if (every > 0 && _done % every == 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {_done}  resident-MiB {Environment.WorkingSet / 1048576.0:F1}"));
    }
}
