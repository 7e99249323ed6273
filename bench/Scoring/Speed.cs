using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace ScoringBench;

/// <summary>Images a second, alternating between the ways, medians over the rounds.</summary>
internal static class Speed
{
    private static readonly int[] BatchSizes = [1, 2, 4, 8, 16, 32, 64];

    /// <summary>
    /// Transform over images in memory, against raw ONNX Runtime at its best batch size and at 1, and against the stock chain.
    /// </summary>
    public static int Transform(string modelPath, int count, int rounds)
    {
        using var raw = new RawRuntime(Models.Onnx(modelPath), BatchSizes[^1]);
        var ml = new MLContext();
        using var ours = ml.Model.LoadSeNet(modelPath);
        var stock = ml.Model.Load(modelPath, out _);
        var images = Enumerable.Range(0, Math.Min(count, 256)).Select(i => Pictures.Make(i, raw.Side, raw.Side)).ToArray();
        var rows = Enumerable.Range(0, count).Select(i => new Row { Image = images[i % images.Length] }).ToArray();
        var sample = Math.Min(count, raw.Side > 64 ? 64 : 512);
        raw.Seconds(sample, 8);
        var best = BatchSizes.MinBy(batch => Median([.. Enumerable.Range(0, 3).Select(_ => raw.Seconds(sample, batch))]));

        var table = new Table(
            $"{Path.GetFileNameWithoutExtension(modelPath)}, {count} images of {raw.Side} x {raw.Side} in memory, {rounds} rounds"
        );
        var few = rows.Take(8).ToArray();
        var equal = stock.Transform(ml.Data.LoadFromEnumerable(few.Select(row => new Row { Image = Copy(row.Image) })))
            .GetColumn<float[]>("Score")
            .Zip(ours.Transform(ml.Data.LoadFromEnumerable(few)).GetColumn<float[]>("Score"))
            .All(pair => pair.First.SequenceEqual(pair.Second));
        for (var round = 0; round < rounds; round++)
        {
            table.Add($"raw ONNX Runtime, batch {best} (its best)", 1 / raw.Seconds(count, best));
            table.Add("Transform", Rate(count, () => Score(ours.Transform(ml.Data.LoadFromEnumerable(rows)))));
            table.Add("raw ONNX Runtime, batch 1", 1 / raw.Seconds(count, 1));

            // The stock chain disposes images: it gets copies, made beforehand.
            var copies = rows.Select(row => new Row { Image = Copy(row.Image) }).ToArray();
            table.Add("stock chain, row by row", Rate(count, () => Score(stock.Transform(ml.Data.LoadFromEnumerable(copies)))));
        }

        table.Print();
        Console.WriteLine($"\nScores of Transform and of the stock chain: {(equal ? "equal to the bit" : "DIFFERENT")}");
        (stock as IDisposable)?.Dispose();
        return equal ? 0 : 1;
    }

    /// <summary>Transform at each batch size.</summary>
    public static int Batches(string modelPath, int count)
    {
        var ml = new MLContext();
        using var ours = ml.Model.LoadSeNet(modelPath);
        var (side, table) = (
            ours.InputShape.Width,
            new Table($"{Path.GetFileNameWithoutExtension(modelPath)}, {count} images, Transform by batch size"));
        var rows = Enumerable.Range(0, count).Select(i => new Row { Image = Pictures.Make(i, side, side) }).ToArray();
        for (var round = 0; round < 4; round++)
        {
            foreach (var batch in BatchSizes.Append(0))
            {
                ours.Scoring = new SeNetScoringOptions { BatchSize = batch == 0 ? null : batch };
                var rate = Rate(count, () => Score(ours.Transform(ml.Data.LoadFromEnumerable(rows))));
                if (round > 0)
                    table.Add(batch == 0 ? "default" : $"batch {batch}", rate);
            }
        }

        table.Print();
        return 0;
    }

    /// <summary>Transform over a folder of JPEGs, against what the cores allow and against the stock chain.</summary>
    public static int Folder(string modelPath, int count, int width, int height, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("scoring-bench-").FullName;
        try
        {
            var files = Pictures.WriteFiles(folder, count, width, height).Select(path => new FileRow { Path = path }).ToArray();
            using var raw = new RawRuntime(Models.Onnx(modelPath), BatchSizes[^1]);
            var ml = new MLContext();
            using var ours = ml.Model.LoadSeNet(modelPath);
            var stock = ml.Model.Load(modelPath, out _);
            var sample = Math.Min(count, raw.Side > 64 ? 64 : 512);
            var best = BatchSizes.MinBy(batch => Median([.. Enumerable.Range(0, 3).Select(_ => raw.Seconds(sample, batch))]));
            var view = ml.Data.LoadFromEnumerable(files);
            var images = ml.Transforms.LoadImages("Image", "", "Path").Fit(view).Transform(view);
            var pixels = ml.Transforms.ResizeImages("Pixels", raw.Side, raw.Side, "Image")
                .Append(ml.Transforms.ExtractPixels("Pixels", "Pixels")).Fit(images).Transform(images);

            var table = new Table(
                $"{Path.GetFileNameWithoutExtension(modelPath)}, {count} JPEGs of {width} x {height}, {rounds} rounds");
            for (var round = 0; round < rounds; round++)
            {
                var decode = 1 / Rate(count, () => _ = pixels.GetColumn<float[]>("Pixels").Count());
                var inference = raw.Seconds(count, best);
                table.Add(
                    "1 / (decode seconds / cores + inference seconds)",
                    1 / (decode / Environment.ProcessorCount + inference));
                table.Add("Transform", Rate(count, () => Score(ours.Transform(images))));
                table.Add("decoding alone, as ML.NET reads it", 1 / decode);
                table.Add($"raw ONNX Runtime alone, batch {best}", 1 / inference);
                table.Add("stock chain, row by row", Rate(count, () => Score(stock.Transform(images))));
            }

            table.Print();
            (stock as IDisposable)?.Dispose();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private static MLImage Copy(MLImage image) =>
        MLImage.CreateFromPixels(image.Width, image.Height, image.PixelFormat, image.Pixels);

    private static double Rate(int count, Action score)
    {
        var clock = Stopwatch.StartNew();
        score();
        return count / clock.Elapsed.TotalSeconds;
    }

    private static void Score(IDataView view)
    {
        using var cursor = view.GetRowCursor([view.Schema["Score"]]);
        var (getter, value) = (cursor.GetGetter<VBuffer<float>>(view.Schema["Score"]), default(VBuffer<float>));
        while (cursor.MoveNext())
            getter(ref value);
    }
}
