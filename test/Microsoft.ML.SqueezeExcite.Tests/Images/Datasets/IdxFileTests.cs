using System.IO.Compression;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadImagesFromIdx_PlainAndGzipped_GiveTheImagesAndTheirNames()
    {
        var images = Write("images.gz", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255]);
        var labels = Write("labels", [0, 0, 8, 1, 0, 0, 0, 2, 1, 0]);
        var view = new MLContext().Data.LoadImagesFromIdx(images, labels, ["cat", "dog"]);
        var type = Assert.IsType<VectorDataViewType>(view.Schema["Image"].Type);
        Assert.Equal([1, 2, 3], type.Dimensions.ToArray());
        Assert.Equal(["dog", "cat"], view.GetColumn<string>("Label"));
        Assert.Equal([[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 255]], view.GetColumn<float[]>("Image"));
    }

    [Theory]
    [InlineData("0000080300000002000000020000000301", "ends before")]
    [InlineData("00000D030000000100000001000000010000", "not an IDX file")]
    [InlineData("0000080100000002", "ends before")]
    [InlineData("00000803FFFFFFFF0000000200000003", "declares")]
    public void LoadImagesFromIdx_BrokenFile_NamesIt(string bytes, string fault)
    {
        var images = Write("images", Convert.FromHexString(bytes));
        var labels = Write("labels", [0, 0, 8, 1, 0, 0, 0, 2, 1, 0]);
        var e = Assert.Throws<InvalidDataException>(() => new MLContext().Data.LoadImagesFromIdx(images, labels));
        Assert.Contains(images, e.Message, StringComparison.Ordinal);
        Assert.Contains(fault, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadImagesFromIdx_LengthsOrNamesThatDiffer_AreRefused()
    {
        var images = Write("images", [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5]);
        var two = Write("two", [0, 0, 8, 1, 0, 0, 0, 2, 1, 0]);
        var one = Write("one", [0, 0, 8, 1, 0, 0, 0, 1, 7]);
        var data = new MLContext().Data;
        Assert.Contains(
            "1 images",
            Assert.Throws<InvalidDataException>(() => data.LoadImagesFromIdx(images, two)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "label 7",
            Assert.Throws<InvalidDataException>(() => data.LoadImagesFromIdx(images, one, ["a"])).Message,
            StringComparison.Ordinal);
    }

    private string Write(string name, byte[] bytes)
    {
        var path = _folder.File(name);
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(File.Create(path), CompressionMode.Compress)
            : File.Create(path);
        stream.Write(bytes);
        return path;
    }
}
