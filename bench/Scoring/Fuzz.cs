using System.Diagnostics;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;
using SqueezeExcite.Testing;

namespace ScoringBench;

/// <summary>Damaged images and models: each must give a result, or an InvalidDataException with a message, soon.</summary>
internal static class Fuzz
{
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(20);
    private static readonly string[] Formats = [".jpg", ".png", ".webp", ".bmp", ".gif"];

    public static int Images(int count, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("scoring-fuzz-").FullName;
        try
        {
            var modelPath = Path.Combine(folder, "model.zip");
            Models.Train("se-resnet-8-cifar", 32, modelPath);
            using var predictor = new SeNetPredictor(modelPath, new SeNetPredictorOptions { MaximumPixels = 4_000_000 });
            byte[][] seeds = [.. Formats.Select(format => PictureIn(format, folder, 61, 43))];
            return Run(
                count,
                (i, mutant) => Mutations.Of(seeds[i % seeds.Length], mutant),
                seed,
                (bytes, i) => i % 2 == 0 ? predictor.Predict(bytes) : predictor.Predict(Write(folder, bytes)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Every format cut off at every tenth, read in every way: each must be refused.</summary>
    public static int Truncated(string modelPath)
    {
        var ml = new MLContext();
        var folder = Directory.CreateTempSubdirectory("scoring-cut-").FullName;
        try
        {
            using var predictor = new SeNetPredictor(modelPath);
            using var model = ml.Model.LoadSeNet(modelPath);
            var ways = new (string Name, Action<byte[]> Read)[]
            {
                ("bytes", bytes => predictor.Predict(bytes)),
                ("file", bytes => predictor.Predict(Write(folder, bytes))),
                ("view of bytes", bytes => Score(model, ml, new Encoded { Image = bytes })),
                ("view of paths", bytes => Score(model, ml, new Named { Image = Write(folder, bytes) })),
            };
            var taken = 0;
            foreach (var format in Formats)
            {
                var whole = PictureIn(format, folder, 610, 430);
                foreach (var (name, read) in ways)
                {
                    var refused = Enumerable.Range(1, 9)
                        .Count(tenth => IsRefused(() => read(whole[..(whole.Length * tenth / 10)])));
                    var isWhole = !IsRefused(() => read(whole));
                    taken += 9 - refused + (isWhole ? 0 : 1);
                    Console.WriteLine(
                        $"{format,-5} {name,-13} {refused} of 9 refused, the whole file {(isWhole ? "scored" : "REFUSED")}");
                }
            }

            return taken == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Damaged files of weights, handed to a trainer, which looks at them before anything else.</summary>
    public static int Weights(string folder, int count, int seed)
    {
        var ml = new MLContext();
        var file = Path.GetTempFileName();
        var view = ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 4).Select(i => new Row { Label = $"{i % 2}", Image = Pictures.Make(i, 8, 8) }).ToArray());
        var keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
        byte[][] seeds = [.. Directory.GetFiles(folder, "*.*").Where(IsWeights).Order().Select(File.ReadAllBytes)];
        var options = new SeNetOptions
        {
            Architecture = "se-resnet-8-cifar",
            ImageSize = 8,
            FineTuning = FineTuning.From(file),
            Device = TrainingDevice.Cpu,
            CancellationToken = new CancellationToken(canceled: true),
        };
        try
        {
            return Run(count, (i, mutant) => Mutations.Of(seeds[i % seeds.Length], mutant), seed, (bytes, _) =>
            {
                File.WriteAllBytes(file, bytes);
                try
                {
                    return ml.MulticlassClassification.Trainers.SeNetClassifier(options, ml).Fit(keyed);
                }
                catch (Exception e) when (e is OperationCanceledException or FileNotFoundException)
                {
                    // The weights were taken.
                    return e;
                }
            });
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static int ModelZips(string modelPath, int count, int seed)
    {
        var ml = new MLContext();
        var image = Pictures.Make(1, 32, 32);
        var good = File.ReadAllBytes(modelPath);
        return Run(count, (i, mutant) => i % 2 == 0 ? Mutations.Of(good, mutant) : MutateEntry(good, mutant), seed, (bytes, _) =>
        {
            using var model = ml.Model.LoadSeNet(new MemoryStream(bytes));
            return model.Transform(ml.Data.LoadFromEnumerable([new Row { Image = image }])).GetColumn<float[]>("Score").First();
        });
    }

    // The zip is whole, with checksums that are right, and what one of its entries holds is not.
    private static byte[] MutateEntry(byte[] good, int seed)
    {
        using var stream = new MemoryStream();
        using var source = new ZipArchive(new MemoryStream(good));
        using (var target = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var chosen = source.Entries[seed % source.Entries.Count];
            foreach (var entry in source.Entries)
            {
                using var from = entry.Open();
                using var bytes = new MemoryStream();
                from.CopyTo(bytes);
                var content = bytes.ToArray();
                if (entry == chosen)
                    content = entry.Name == "OnnxModel" ? MutateNetwork(content, seed) : Mutations.Of(content, seed);
                using var to = target.CreateEntry(entry.FullName).Open();
                to.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] MutateNetwork(byte[] content, int seed)
    {
        var onnx = Mutations.Of(content[sizeof(int)..], seed);
        return [.. BitConverter.GetBytes(onnx.Length), .. onnx];
    }

    private static int Run(int count, Func<int, int, byte[]> mutate, int seed, Func<byte[], int, object> use)
    {
        var (results, refused, failed) = (0, 0, 0);
        for (var i = 0; i < count; i++)
        {
            var bytes = mutate(i, seed + i);
            var clock = Stopwatch.StartNew();
            try
            {
                _ = use(bytes, i);
                results++;
            }
            catch (InvalidDataException e) when (e.Message.Length > 0)
            {
                refused++;
            }
            catch (Exception e)
            {
                failed++;
                Console.WriteLine($"seed {seed + i}: {e.GetType().Name}: {e.Message}");
            }

            if (clock.Elapsed > TooLong)
            {
                failed++;
                Console.WriteLine($"seed {seed + i}: took {clock.Elapsed}");
            }
        }

        Console.WriteLine(
            $"{count} mutants: {results} results, {refused} clear errors, {failed} failures; peak memory "
            + $"{Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        return failed == 0 ? 0 : 1;
    }

    private static byte[] PictureIn(string format, string folder, int width, int height)
    {
        if (format == ".bmp")
            return PictureFiles.Bitmap(width, height);
        if (format == ".gif")
            return PictureFiles.Gif(width, height, width, height);
        var path = Path.Combine(folder, $"seed{format}");
        using var picture = Pictures.Make(3, width, height);
        picture.Save(path);
        return File.ReadAllBytes(path);
    }

    private static bool IsWeights(string path) => Path.GetExtension(path) is ".pth" or ".safetensors";

    private static bool IsRefused(Action read)
    {
        try
        {
            read();
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private static void Score<T>(SeNetModel model, MLContext ml, T row)
        where T : class => _ = model.Transform(ml.Data.LoadFromEnumerable([row])).GetColumn<float[]>("Score").First();

    private static string Write(string folder, byte[] bytes)
    {
        var path = Path.Combine(folder, "mutant.jpg");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private sealed class Encoded
    {
        public byte[] Image { get; set; } = [];
    }

    private sealed class Named
    {
        public string Image { get; set; } = "";
    }
}
