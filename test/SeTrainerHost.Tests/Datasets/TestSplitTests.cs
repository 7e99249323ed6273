using Microsoft.ML;
using SeTrainerHost.Datasets;

namespace SeTrainerHost.Tests.Datasets;

/// <summary>Which images are kept for the test.</summary>
public sealed class TestSplitTests : IDisposable
{
    private readonly PictureFolder _folder = new(perClass: 12);
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    /// <summary>24 files, each listed ten times.</summary>
    [Fact]
    public void Split_FilesThatAreListedOften_HoldsTheShareOfTheFiles()
    {
        var split = Split([.. Enumerable.Repeat(Files("red").Concat(Files("blue")), 10).SelectMany(rows => rows)], 0.25);
        Assert.Equal(["blue 30", "red 30"], split.Test!.Counts());
        Assert.Equal(["blue 90", "red 90"], split.Training.Counts());
        Assert.Empty(split.Test!.GetPaths().Intersect(split.Training.GetPaths()));
    }

    /// <summary>4 files of a class, each listed 25 times, beside 12 of another.</summary>
    [Fact]
    public void Split_AClassOfFilesThatAreListedOften_StaysInTraining()
    {
        var split = Split([.. Enumerable.Repeat(Files("red").Take(4), 25).SelectMany(rows => rows), .. Files("blue")], 0.25);
        Assert.Equal(["blue 9", "red 75"], split.Training.Counts());
        Assert.Equal(["blue 3", "red 25"], split.Test!.Counts());
    }

    [Fact]
    public void Split_OneFileSpelledDifferently_IsOneFile()
    {
        Directory.CreateSymbolicLink(_folder.Path("alias"), _folder.Images);
        File.CreateSymbolicLink(_folder.Path("link.png"), _folder.Path("images", "red", "1.png"));
        string[] spellings =
        [
            "images/red/1.png", "./images/red/1.png", "images/blue/../red/1.png", "images//red/1.png",
            _folder.Path("images", "red", "1.png"), "alias/red/1.png", "link.png",
        ];
        string[] rows = [.. spellings.Select(path => $"{path},red"), .. Files("red").Skip(1).Take(3), .. Files("blue").Take(4)];
        for (var seed = 0; seed < 20; seed++)
        {
            var split = Split(rows, 0.5, seed);
            Assert.Equal(4, split.Test!.GetPaths().Distinct().Count());
            var repeats = split.Test!.GetPaths().Count(path => path.EndsWith("red/1.png", StringComparison.Ordinal));
            Assert.True(repeats is 0 or 7);
        }
    }

    /// <summary>A list that was made with another spelling, or in another order, still names the same files.</summary>
    [Fact]
    public void Split_ChosenImagesInAnotherSpelling_AreFound()
    {
        Directory.CreateSymbolicLink(_folder.Path("alias"), _folder.Images);
        var chosen = new TestImages(0.1, ["alias/red/1.png", "images/../images/blue/0.png"]);
        var split = Open([.. Files("red"), .. Files("blue"), .. Files("red")]).Split(_ml, chosen);
        Assert.Equal(["blue 1", "red 2"], split.Test!.Counts());
        Assert.Equal(["blue 11", "red 22"], split.Training.Counts());
    }

    [Theory]
    [InlineData(0.2, 2)]
    [InlineData(0.3, 4)]
    public void Split_ClassesOfTwo_HoldsTheShareInTotal(double fraction, int expected)
    {
        var rows = Files("red").Concat(Files("blue")).Chunk(2).SelectMany(
            (pair, c) => pair.Select(row => row.Replace(",red", $",c{c}").Replace(",blue", $",c{c}"))).Take(12);
        var split = Split([.. rows], fraction);
        Assert.Equal(expected, split.Test!.Counts().Count());
        Assert.Equal(expected, split.Test!.GetLabels().Count);
        Assert.Equal(6, split.Training.Counts().Count());
    }

    [Fact]
    public void Split_SmallClassesBesideALargeOne_TestsOneOfEach()
    {
        string[] rows =
        [
            .. Files("red"), .. Files("blue").Take(2).Select(row => row.Replace(",blue", ",two")),
            .. Files("blue").Skip(2).Take(1).Select(row => row.Replace(",blue", ",one")),
        ];
        var split = Split(rows, 0.2);
        Assert.Equal(["red 2", "two 1"], split.Test!.Counts());
        Assert.Equal(["one 1", "red 10", "two 1"], split.Training.Counts());
    }

    [Fact]
    public void Split_RowsWithoutALabel_AreNotForTheTest()
    {
        var split = Split([.. Files("red"), .. Files("blue").Select(row => row.Replace(",blue", ","))], 0.5);
        Assert.Equal(["red 6"], split.Test!.Counts());
        Assert.Equal([" 12", "red 6"], split.Training.Counts());
    }

    [Fact]
    public void Split_EachClassOfOne_IsRefused() =>
        Assert.Contains(
            "leaves 12 to train on and 0 for the test: each class keeps an image to train on",
            Assert.Throws<ArgumentException>(() =>
                Split([.. Files("red").Select((row, i) => row.Replace(",red", $",{i}"))], 0.5)).Message,
            StringComparison.Ordinal);

    private IEnumerable<string> Files(string label) =>
        Directory.GetFiles(_folder.Path("images", label)).Order(StringComparer.Ordinal)
            .Select(path => $"images/{label}/{Path.GetFileName(path)},{label}");

    private Dataset Split(string[] rows, double fraction, long seed = 1) => Open(rows).Split(_ml, fraction, seed);

    private Dataset Open(string[] rows)
    {
        var table = _folder.Path("table.csv");
        File.WriteAllLines(table, rows);
        return Dataset.Open(_ml, table);
    }
}
