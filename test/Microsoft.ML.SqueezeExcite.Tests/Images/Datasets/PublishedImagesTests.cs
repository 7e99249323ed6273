namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class PublishedImagesTests : IDisposable
{
    private const int Cifar = 3 * 32 * 32;
    private const int Stl10 = 3 * 96 * 96;

    private readonly TemporaryFolder _folder = new();
    private readonly DataOperationsCatalog _data = new MLContext().Data;

    private string Folder => _folder.File("");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadImagesFromCifar10_Binary_GivesAllBatchesInOrder()
    {
        for (var batch = 1; batch <= 5; batch++)
            Write($"data_batch_{batch}.bin", [.. Record([(byte)batch], batch), .. Record([9], 10 * batch)]);
        Write("test_batch.bin", Record([0], 77));
        var view = _data.LoadImagesFromCifar10(Folder);
        Assert.Equal([3, 32, 32], ((VectorDataViewType)view.Schema["Image"].Type).Dimensions.ToArray());
        Assert.Equal(
            ["automobile", "truck", "bird", "truck", "cat", "truck", "deer", "truck", "dog", "truck"],
            view.GetColumn<string>("Label"));
        var images = view.GetColumn<float[]>("Image").ToArray();
        Assert.Equal(Pixels(30, Cifar), images[5].Select(pixel => (byte)pixel));
        Assert.Equal(["airplane"], _data.LoadImagesFromCifar10(Folder, ImageSplit.Test).GetColumn<string>("Label"));
    }

    [Fact]
    public void LoadImagesFromCifar100_Binary_TakesTheFineLabels()
    {
        Write("train.bin", [.. Record([1, 0], 1), .. Record([0, 1], 2)]);
        Assert.Equal(["0", "1"], _data.LoadImagesFromCifar100(Folder).GetColumn<string>("Label"));
        File.WriteAllText(_folder.File("fine_label_names.txt"), "apple\naquarium_fish\n\n");
        var view = _data.LoadImagesFromCifar100(Folder);
        Assert.Equal(["apple", "aquarium_fish"], view.GetColumn<string>("Label"));
        Assert.Equal(Pixels(2, Cifar), view.GetColumn<float[]>("Image").Last().Select(pixel => (byte)pixel));
    }

    [Fact]
    public void LoadImagesFromStl10_Binary_TurnsColumnsIntoRows()
    {
        var bytes = new byte[Stl10];
        bytes[96 * 96 + 5 * 96 + 7] = 200; // green, column 5, row 7
        Directory.CreateDirectory(_folder.File("stl10_binary"));
        Write("stl10_binary/test_X.bin", [.. bytes, .. new byte[Stl10]]);
        Write("stl10_binary/test_y.bin", [10, 1]);
        var view = _data.LoadImagesFromStl10(Folder, ImageSplit.Test);
        Assert.Equal(["truck", "airplane"], view.GetColumn<string>("Label"));
        var image = view.GetColumn<float[]>("Image").First();
        Assert.Equal(200, image[(1 * 96 + 7) * 96 + 5]);
        Assert.Equal(200, image.Sum());
    }

    [Fact]
    public void LoadImages_BrokenFiles_AreNamed()
    {
        Assert.Contains(
            "data_batch_1.bin",
            Assert.Throws<FileNotFoundException>(() => _data.LoadImagesFromCifar10(Folder)).Message,
            StringComparison.Ordinal);
        Write("train.bin", new byte[Cifar + 3]);
        Refused(() => _data.LoadImagesFromCifar100(Folder), "train.bin", "3075 bytes", "multiple of 3074");
        Write("train_X.bin", new byte[2 * Stl10]);
        Write("train_y.bin", [1, 2, 3]);
        Refused(() => _data.LoadImagesFromStl10(Folder), "2 images", "3 labels");
        Write("train_y.bin", [1, 11]);
        Refused(
            () => _data.LoadImagesFromStl10(Folder).GetColumn<string>("Label").ToArray(),
            "train_y.bin",
            "record 1",
            "one of 10 classes");
        Write("train_y.bin", [0, 1]);
        Refused(() => _data.LoadImagesFromStl10(Folder).GetColumn<string>("Label").ToArray(), "record 0");
        Write("train_X.bin", []);
        Refused(() => _data.LoadImagesFromStl10(Folder), "train_X.bin", "0 bytes");
    }

    private static void Refused(Func<object> read, params string[] parts)
    {
        var e = Assert.Throws<InvalidDataException>(read);
        Assert.All(parts, part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }

    private static byte[] Record(byte[] header, int seed) => [.. header, .. Pixels(seed, Cifar)];

    private static byte[] Pixels(int seed, int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(seed + i * 3))];

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(_folder.File(name), bytes);
}
