using Microsoft.ML;
using Microsoft.ML.Data;
using SeTrainerHost.Datasets;

namespace SeTrainerHost.Tests.Datasets;

public sealed class DatasetTests : IDisposable
{
    private readonly PictureFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Split_OfAFolder_KeepsTheShareOfEachClass()
    {
        foreach (var i in Enumerable.Range(0, 10))
            File.Copy(Path.Combine(_folder.Images, "red", "1.png"), Path.Combine(_folder.Images, "red", $"again {i}.png"));
        var data = Dataset.Open(_ml, _folder.Images);
        var split = data.Split(_ml, 0.3, seed: 5);
        Assert.Equal(["blue 7", "red 14"], Counts(split.Training));
        Assert.Equal(["blue 3", "red 6"], Counts(split.Test!));
        Assert.Equal(Paths(data.Training).Order(), Paths(split.Training).Concat(Paths(split.Test!)).Order());
        Assert.Equal(Paths(split.Test!), Paths(data.Split(_ml, 0.3, seed: 5).Test!));
        Assert.NotEqual(Paths(split.Test!), Paths(data.Split(_ml, 0.3, seed: 6).Test!));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.99)]
    public void Split_ThatLeavesNothing_IsRefused(double fraction) =>
        Assert.Contains(
            "20 images",
            Assert.Throws<ArgumentException>(() => Dataset.Open(_ml, _folder.Images).Split(_ml, fraction, 1)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Open_OfAFolder_LeavesOutWhatIsHiddenAndCountsWhatIsNoImage()
    {
        foreach (var hidden in (string[])[".thumbnails", "red/.cache"])
        {
            Directory.CreateDirectory(Path.Combine(_folder.Images, hidden));
            File.Copy(Path.Combine(_folder.Images, "red", "1.png"), Path.Combine(_folder.Images, hidden, "1.png"));
        }

        foreach (var other in (string[])["red/._1.png", "red/a.tif", "blue/b.TIF", "red/c.gif", "red/notes"])
            File.WriteAllText(Path.Combine(_folder.Images, other), "no image");
        var photo = _folder.Path("photo.jpg");
        using (var image = MLImage.CreateFromPixels(16, 8, MLPixelFormat.Bgra32, new byte[4 * 16 * 8]))
            image.Save(photo);
        File.Move(photo, Path.Combine(_folder.Images, "red", "photo.JFIF"));

        var said = new List<string>();
        var files = Dataset.Open(_ml, _folder.Images, said.Add).Training;
        Assert.Equal(["blue 10", "red 11"], Counts(files));
        Assert.All(ReadableImages.In(files, CancellationToken.None), Assert.True);
        Assert.Throws<OperationCanceledException>(() => ReadableImages.In(files, new CancellationToken(canceled: true)));
        Assert.Equal(
            "4 files were left out, images are .jpg, .jpeg, .jfif, .png, .bmp, .webp: 2 .tif, 1 without extension, 1 .gif",
            Assert.Single(said));
    }

    [Fact]
    public void Open_OfAClassWithoutAnImage_NamesIt()
    {
        var scans = Directory.CreateDirectory(Path.Combine(_folder.Images, "scans")).FullName;
        Assert.Equal(20, Paths(Dataset.Open(_ml, _folder.Images).Training).Count());
        File.WriteAllText(Path.Combine(scans, "a.tif"), "no image");
        var message = Assert.Throws<ArgumentException>(() => Dataset.Open(_ml, _folder.Images)).Message;
        Assert.Equal(
            $"'{scans}' has files and no image among them (1 .tif): images are .jpg, .jpeg, .jfif, .png, .bmp, .webp",
            message);
    }

    [Theory]
    [InlineData("images.CSV", ',')]
    [InlineData("images.Tsv", '\t')]
    public void Open_OfATable_IgnoresTheCaseOfItsExtension(string name, char separator)
    {
        var table = _folder.Path(name);
        File.WriteAllText(table, $"images/red/1.png{separator}red\n");
        var files = Dataset.Open(_ml, table).Training;
        Assert.Equal([_folder.Path("images", "red", "1.png")], Paths(files));
        Assert.Equal(["red 1"], Counts(files));
    }

    [Theory]
    [InlineData("cifar10", 3 * 32 * 32 + 1, 32)]
    [InlineData("cifar100", 3 * 32 * 32 + 2, 32)]
    [InlineData("stl10", 3 * 96 * 96, 96)]
    public async Task Train_OnPublishedImages_WritesAModelThatEvaluatesAndPredicts(string form, int record, int side)
    {
        var data = _folder.Path(form);
        Directory.CreateDirectory(data);
        foreach (
            var name in (string[])
                [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}"), "test_batch", "train", "test", "train_X", "test_X"])
            await File.WriteAllBytesAsync(Path.Combine(data, name + ".bin"), Records(4, record, form == "cifar100" ? 1 : 0));
        foreach (var part in (string[])["train", "test"])
            await File.WriteAllBytesAsync(Path.Combine(data, $"{part}_y.bin"), [1, 2, 1, 2]);
        await Succeeds(
            "train", "--data", $"{form}:{data}", "--architecture", "se-resnet-8-cifar", "--image-size", "16",
            "--epochs", "1", "--batch-size", "8", "--reduction-ratio", "4", "--device", "cpu", "--output",
            _folder.Output);
        var model = Path.Combine(_folder.Output, "model.zip");
        await Succeeds("evaluate", "--model", model, "--data", $"{form}:{data}");
        await Succeeds("predict", "--model", model, Path.Combine(_folder.Images, "red", "1.png"));
        using var loaded = (IDisposable)_ml.Model.Load(model, out var schema);
        Assert.Equal([3, side, side], ((VectorDataViewType)schema["Image"].Type).Dimensions.ToArray());
    }

    [Fact]
    public async Task Train_FilesThatAreNoImages_SkipsThemWhereAsked()
    {
        foreach (var i in Enumerable.Range(0, 6))
            await File.WriteAllTextAsync(Path.Combine(_folder.Images, "red", $"broken {i}.png"), "no image");
        string[] arguments =
        [
            "train", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--image-size", "16", "--epochs",
            "1", "--batch-size", "8", "--reduction-ratio", "4", "--device", "cpu", "--test-fraction", "0.5",
            "--memory-budget", "2000", "--output", _folder.Output,
        ];
        using var error = new StringWriter();
        Assert.Equal(TrainerApp.WrongInput, await TrainerApp.RunAsync(arguments, TextWriter.Null, error));
        Assert.Contains("broken", error.ToString(), StringComparison.Ordinal);
        var told = await Succeeds([.. arguments, "--on-invalid-image", "skip"]);
        Assert.Matches("\\d training images cannot be read and were left out", told);
        Assert.Matches("\\d test images cannot be read and were left out", told);
    }

    private static async Task<string> Succeeds(params string[] arguments)
    {
        using var error = new StringWriter();
        var code = await TrainerApp.RunAsync(arguments, TextWriter.Null, error);
        Assert.True(code == 0, error.ToString());
        return error.ToString();
    }

    // Bytes that go up by one, and labels 0 and 1 in turn.
    private static byte[] Records(int count, int length, int labelAt)
    {
        var records = Enumerable.Range(0, count * length).Select(i => (byte)i).ToArray();
        for (var i = 0; i < count; i++)
            records[i * length + labelAt] = (byte)(i % 2);
        return records;
    }

    private IEnumerable<string> Counts(IDataView files) =>
        files.GetColumn<string>("Label").GroupBy(label => label).Select(group => $"{group.Key} {group.Count()}").Order();

    private static IEnumerable<string> Paths(IDataView files) => files.GetColumn<string>(ImageFiles.PathColumn).ToArray();
}
