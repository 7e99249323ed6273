using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace ScoringBench;

/// <summary>
/// Many predictions, by each way: memory and file descriptors must stay flat, and results equal to the serial ones.
/// </summary>
internal static class Soak
{
    private const int Threads = 8;

    public static int Run(string modelPath, int count)
    {
        var ml = new MLContext();
        using var model = ml.Model.LoadSeNet(modelPath);
        using var predictor = new SeNetPredictor(modelPath, new SeNetPredictorOptions { TopK = int.MaxValue });
        using var engine = ml.Model.CreatePredictionEngine<Row, Prediction>(
            model,
            new PredictionEngineOptions { OwnsTransformer = false });
        var side = model.InputShape.Width;
        var images = Enumerable.Range(0, 16).Select(i => Pictures.Make(i, side + 9 * (i % 2), side)).ToArray();
        var expected = images.Select(image => predictor.Predict(image).ToArray()).ToArray();
        var failed = Watch(
            "SeNetPredictor, 8 threads",
            count,
            n =>
                Parallel.For(
                    0,
                    n,
                    new ParallelOptions { MaxDegreeOfParallelism = Threads },
                    i => Check(predictor.Predict(images[i % 16]).SequenceEqual(expected[i % 16]))));
        failed += Watch(
            "SeNetPredictor, asynchronous",
            count,
            n =>
            {
                foreach (var chunk in Enumerable.Range(0, n).Chunk(256))
                {
                    var answers = Task.WhenAll(chunk.Select(i => predictor.PredictAsync(images[i % 16])))
                        .GetAwaiter()
                        .GetResult();
                    Check(chunk.Zip(answers).All(pair => pair.Second.SequenceEqual(expected[pair.First % 16])));
                }
            });
        failed += Watch(
            "Transform, 100 rows a view",
            count,
            n =>
            {
                for (var i = 0; i < n; i += 100)
                {
                    var view = ml.Data.LoadFromEnumerable(
                        Enumerable.Range(0, 100).Select(k => new Row { Image = images[k % 16] }));
                    Check(
                        model.Transform(view)
                            .GetColumn<float[]>("Score")
                            .Select((scores, k) => scores.Max() == expected[k % 16][0].Score)
                            .All(equal => equal));
                }
            });

        // The stock chain disposes the image that it is given.
        failed += Watch("PredictionEngine", count, n =>
        {
            for (var i = 0; i < n; i++)
                Check(engine.Predict(new Row { Image = Copy(images[i % 16]) }).Score.Max() == expected[i % 16][0].Score);
        });
        return failed;
    }

    private static int Watch(string name, int count, Action<int> predict)
    {
        // As many before: the collector lets the first garbage of a process grow to the size of the cache.
        predict(count);
        var (memory, descriptors) = Measure();
        predict(count);
        var (memoryAfter, descriptorsAfter) = Measure();
        var flat = memoryAfter - memory < 16 << 20 && descriptorsAfter <= descriptors + 2;
        Console.WriteLine(
            $"{name}: {count} predictions, resident memory {memory >> 20} -> {memoryAfter >> 20} MiB, descriptors {descriptors} "
            + $"-> {descriptorsAfter}: {(flat ? "flat" : "GROWS")}");
        return flat ? 0 : 1;
    }

    private static (long Memory, int Descriptors) Measure()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return (process.WorkingSet64, OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries("/proc/self/fd").Length : 0);
    }

    private static MLImage Copy(MLImage image) =>
        MLImage.CreateFromPixels(image.Width, image.Height, image.PixelFormat, image.Pixels);

    private static void Check(bool equal)
    {
        if (!equal)
            throw new InvalidOperationException("a prediction differs from the serial one");
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
