using SqueezeExcite.Testing;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SpillFileTests : IDisposable
{
    private static readonly FeatureShape Shape = new(3, 4, 5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(60 * 3 + 59)]
    [InlineData(long.MaxValue)]
    public void Read_AnyBudget_GivesTheImagesBack(long budget)
    {
        using var store = new PixelStore(Shape, budget, _folder.File(""));
        for (var i = 0; i < 10; i++)
            store.Add(Image(i));
        Assert.Equal(Math.Min(10, budget / 60) * 60, store.BytesInMemory);
        var pixels = new float[Shape.Count];
        foreach (var i in new[] { 9, 0, 4, 2, 3 })
        {
            store.Read(i, pixels);
            Assert.Equal(Image(i), pixels.Select(pixel => (byte)pixel));
        }
    }

    [Fact]
    public void Add_ValueThatIsNotAByte_LeavesWhatIsInTheFile()
    {
        using var store = new PixelStore(Shape, 60, _folder.File(""));
        for (var i = 0; i < 3; i++)
            store.Add(Image(i));
        store.AddInterleaved(Enumerable.Repeat(0.5f, (int)Shape.Count).ToArray());
        var pixels = new float[Shape.Count];
        store.Read(2, pixels);
        Assert.Equal(Image(2), pixels.Select(pixel => (byte)pixel));
        store.Read(3, pixels);
        Assert.All(pixels, pixel => Assert.Equal(0.5f, pixel));
    }

    [UnixFact]
    public void Create_File_HasNoNameThatCouldStay()
    {
        using var file = SpillFile.Create(_folder.File(""), 10);
        file.Append([1, 2, 3], 10);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("")));
        var bytes = new byte[2];
        file.Read(1, bytes);
        Assert.Equal([2, 3], bytes);
        Assert.Throws<EndOfStreamException>(() => file.Read(2, bytes));
    }

    [Fact]
    public void Free_OfAFolder_IsItsDisksOrUnknown()
    {
        Assert.True(DiskSpace.Free(_folder.File("")) > 0);
        Assert.Null(DiskSpace.Free(_folder.File("missing")));
        Assert.Throws<DirectoryNotFoundException>(() => SpillFile.Create(_folder.File("missing"), 10));
    }

    [Fact]
    public void Expect_MoreThanTheDiskHolds_NamesTheFolderAndTheBytes()
    {
        using var store = new PixelStore(Shape, 600, _folder.File(""));
        store.Expect(10);
        var e = Assert.Throws<IOException>(() => store.Expect((1L << 52) + 10));
        Assert.Contains($"{60L << 52} bytes in '{_folder.File("")}'", e.Message, StringComparison.Ordinal);
        Assert.Contains("MemoryBudget", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("")));
    }

    private static byte[] Image(int index) => [.. Enumerable.Range(0, (int)Shape.Count).Select(k => (byte)(index * 61 + k * 7))];
}
