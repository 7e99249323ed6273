// One round of training through the public API: prints images a second and the memory in use.
// TrainingSpeed random NETWORK SIDE BATCH STEPS PRECISION [PRINT-EVERY]    on random images, counted after the warm-up
// TrainingSpeed folder NETWORK DIR SIDE BATCH EPOCHS                       on a folder of class folders, counted from the first file on
using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using TrainingSpeed;

var (speed, wait) = args switch
{
    ["random", var network, var side, var batch, var steps, var precision, .. var every] =>
        RandomImages.Train(
            network, Number(side), Number(batch), Number(steps), Enum.Parse<TrainingPrecision>(precision, ignoreCase: true), every is [var n] ? Number(n) : 0),
    ["folder", var network, var folder, var side, var batch, var epochs] =>
        PictureFolder.Train(network, folder, Number(side), Number(batch), Number(epochs)),
    _ => throw new ArgumentException("TrainingSpeed random NETWORK SIDE BATCH STEPS PRECISION [PRINT-EVERY] | folder NETWORK DIR SIDE BATCH EPOCHS"),
};
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"images/s {speed:F1}  peak-MiB {PeakMemory():F0}  data-wait {wait:P2}"));

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static double PeakMemory() => File.ReadLines("/proc/self/status")
    .Where(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
    .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
    .Single();
