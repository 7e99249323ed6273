// One round of training: prints images a second and the memory in use.
// TrainingSpeed random NETWORK SIDE BATCH STEPS PRECISION [PRINT-EVERY]
//     through the public API on random images, counted after the warm-up
// TrainingSpeed plain NETWORK SIDE BATCH STEPS
//     the same network in plain TorchSharp
// TrainingSpeed folder NETWORK DIR SIDE BATCH EPOCHS
//     on a folder of class folders, counted from the first file on
// TrainingSpeed arithmetic NETWORK SIDE
//     the rate of libtorch's matrix product, and what a step needs of it for an image
using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using TrainingSpeed;

Console.WriteLine(
    args switch
    {
        ["random", var network, var side, var batch, var steps, var precision, .. var every] => Trained(
            RandomImages.Train(
                network,
                Number(side),
                Number(batch),
                Number(steps),
                Enum.Parse<TrainingPrecision>(precision, ignoreCase: true),
                every is [var n] ? Number(n) : 0)),
        ["plain", var network, var side, var batch, var steps] => Text(
            $"images/s {PlainTorch.Train(network, Number(side), Number(batch), Number(steps)):F1}  peak-MiB {PeakMemory():F0}"),
        ["folder", var network, var folder, var side, var batch, var epochs] => Trained(
            PictureFolder.Train(network, folder, Number(side), Number(batch), Number(epochs))),
        ["arithmetic", var network, var side] => Text(
            $"gflop/s {MatrixProduct.GigaFlops():F1}  gflop-an-image {MatrixProduct.GigaFlopsOfImage(network, Number(side)):F4}"),
        _ => throw new ArgumentException("TrainingSpeed random|plain|folder|arithmetic ...: see the top of Program.cs"),
    });

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static string Text(FormattableString text) => FormattableString.Invariant(text);

static string Trained((double Speed, double Wait) run) =>
    Text($"images/s {run.Speed:F1}  peak-MiB {PeakMemory():F0}  data-wait {run.Wait:P2}");

static double PeakMemory() => File.ReadLines("/proc/self/status")
    .Where(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
    .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
    .Single();
