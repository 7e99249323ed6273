using System.Diagnostics;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace ScoringBench;

/// <summary>Damaged images and models: each must give a result, or an InvalidDataException with a message, soon.</summary>
internal static class Fuzz
{
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(20);

    public static int Images(int count, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("scoring-fuzz-").FullName;
        try
        {
            var modelPath = Path.Combine(folder, "model.zip");
            Models.Train("se-resnet-8-cifar", 32, modelPath);
            using var predictor = new SeNetPredictor(modelPath, new SeNetPredictorOptions { MaximumPixels = 4_000_000 });
            byte[][] seeds = [.. Seeds(folder)];
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

    private static IEnumerable<byte[]> Seeds(string folder)
    {
        foreach (var extension in new[] { "png", "jpg" })
        {
            var path = Path.Combine(folder, $"seed.{extension}");
            using var picture = Pictures.Make(3, 61, 43);
            picture.Save(path);
            yield return File.ReadAllBytes(path);
        }

        yield return Bitmap(33, 21);

        // A lossless WebP of one pixel; formats that the decoder does not know are refused like damaged ones.
        yield return Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
    }

    private static byte[] Bitmap(int width, int height)
    {
        var stride = (3 * width + 3) / 4 * 4;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("BM"u8);
        writer.Write(54 + stride * height);
        writer.Write(0);
        writer.Write(54);
        foreach (var value in new[] { 40, width, height, 1 | 24 << 16, 0, stride * height, 2835, 2835, 0, 0 })
            writer.Write(value);
        var random = new Random(5);
        for (var i = 0; i < stride * height; i++)
            writer.Write((byte)random.Next(256));
        return stream.ToArray();
    }

    private static string Write(string folder, byte[] bytes)
    {
        var path = Path.Combine(folder, "mutant.jpg");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
