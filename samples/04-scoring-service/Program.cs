// Sample 04: a saved model scores a folder of images in batches, and then serves one image a request.
//
//   samples/run.sh 04                         trains a small model on drawn shapes first
//   samples/run.sh 04 URL MODEL.zip FOLDER    another address, a model of sample 02 or of se-trainer, images of yours
//   curl --data-binary @photo.jpg http://localhost:5000/predict
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

var output = Directory.CreateDirectory("artifacts/samples").FullName;
var folder =
    args.ElementAtOrDefault(2) ?? Shapes.DrawFolder(Path.Combine(output, "service-shapes"), 100, "circle", "cross", "ring");
var modelPath = args.ElementAtOrDefault(1) ?? Train();

// In batches: Transform reads ahead, decodes and scores on all cores. A file that is not an image gets missing scores here.
var ml = new MLContext();
var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
var clock = Stopwatch.StartNew();
using (var model = ml.Model.LoadSeNet(modelPath))
{
    model.Scoring = new SeNetScoringOptions { OnInvalidImage = InvalidImageAction.Skip };
    var scored = model.Transform(ml.Data.LoadFromEnumerable(files.Select(path => new Photo { ImagePath = path })));
    var labels = scored.GetColumn<string>("PredictedLabel")
        .CountBy(label => label)
        .OrderBy(count => count.Key, StringComparer.Ordinal);
    Console.WriteLine(
        $"{files.Length} images: {string.Join(", ", labels.Select(count => $"{count.Value} {count.Key}"))}; "
        + $"{files.Length / clock.Elapsed.TotalSeconds:F0} images/s");
}

// As a service: requests that come at the same time share a batch.
using var predictor = new SeNetPredictor(modelPath, new SeNetPredictorOptions { TopK = 3 });
var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls(args.ElementAtOrDefault(0) ?? "http://localhost:5000");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var app = builder.Build();
app.MapPost("/predict", async (HttpRequest request, CancellationToken cancellation) =>
{
    using var image = new MemoryStream();
    await request.Body.CopyToAsync(image, cancellation);
    try
    {
        return Results.Ok(await predictor.PredictAsync(image.ToArray(), cancellation));
    }
    catch (InvalidDataException e)
    {
        return Results.BadRequest(new { error = e.Message });
    }
});
await app.StartAsync();
Console.WriteLine($"POST images to {app.Urls.First()}/predict; Ctrl+C ends");
await app.WaitForShutdownAsync();

string Train()
{
    var ml = new MLContext(seed: 1);
    var photos = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => new Photo { ImagePath = path, Label = Path.GetFileName(Path.GetDirectoryName(path)!) });
    var images = ml.Data.LoadFromEnumerable(photos.ToArray());
    var options = SeNetOptions.FromRecipe("quick") with
    {
        Architecture = "se-resnet-8-cifar",
        ImageSize = Shapes.Side,
        BatchSize = 32,
    };
    using var model = ml.Transforms.Conversion.MapValueToKey("Label")
        .Append(ml.Transforms.LoadImages("Image", imageFolder: "", nameof(Photo.ImagePath)))
        .Append(ml.MulticlassClassification.Trainers.SeNetClassifier(options, ml))
        .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
        .Fit(images);
    var path = Path.Combine(output, "shapes.zip");
    ml.Model.Save(model, images.Schema, path);
    return path;
}

/// <summary>A row of the data. When a model scores, the label is not known.</summary>
internal sealed class Photo
{
    public string Label { get; set; } = "";

    public string ImagePath { get; set; } = "";
}
