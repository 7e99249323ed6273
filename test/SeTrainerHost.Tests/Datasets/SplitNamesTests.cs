using Microsoft.ML;
using SeTrainerHost.Datasets;

namespace SeTrainerHost.Tests.Datasets;

/// <summary>Folders and labels that are named like the parts of a data set.</summary>
public sealed class SplitNamesTests : IDisposable
{
    private readonly PictureFolder _folder = new(perClass: 2);
    private readonly List<string> _said = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train", "test")]
    [InlineData("Train", "VAL")]
    [InlineData("training", "validation")]
    [InlineData("train", "valid")]
    [InlineData("train2017", "val2017")]
    [InlineData("train_set", "test-set")]
    public void Open_FoldersNamedLikeSplits_IsRefused(string train, string other)
    {
        Place($"{train}/red/1.png", $"{train}/blue/0.png", $"{other}/red/3.png");
        var message = Assert.Throws<ArgumentException>(() => Open("data")).Message;
        Assert.Contains($"the classes of '{_folder.Path("data")}' would be ", message, StringComparison.Ordinal);
        Assert.Contains($"such as --data {_folder.Path("data", train)}", message, StringComparison.Ordinal);
        Assert.Equal(2, Open("data", train).Count());
    }

    [Fact]
    public void Open_AllThreeSplits_SaysWhatToDoWithEach()
    {
        Place("train/red/1.png", "val/red/3.png", "test/red/1.png");
        var data = _folder.Path("data");
        Assert.Equal(
            $"the classes of '{data}' would be 'test', 'train', 'val', which are names of splits: give each split by itself, "
            + $"such as --data {data}/train --valid {data}/val, and then evaluate --data {data}/test",
            Assert.Throws<ArgumentException>(() => Open("data")).Message);
    }

    [Fact]
    public void Open_ASplitBesideClasses_IsSaid()
    {
        Place("train/red/1.png", "bus/red/3.png");
        Assert.Equal(["bus", "train"], Open("data").Order());
        Assert.Contains("'train' of", Assert.Single(_said), StringComparison.Ordinal);
        Assert.Contains("are taken as classes beside 'bus'", _said[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SplitsWithinClasses_AreSaid()
    {
        Place("red/train/1.png", "red/test/3.png", "blue/train/0.png");
        Assert.Equal(["blue", "red", "red"], Open("data").Order());
        Assert.Contains("have folders 'test', 'train', whose images are all taken together", Assert.Single(_said));
    }

    [Fact]
    public void Open_ATableWhoseLabelsAreSplits_IsRefused()
    {
        Place("red/1.png", "blue/0.png");
        File.WriteAllText(_folder.Path("data", "images.csv"), "red/1.png,train\nblue/0.png,test\n");
        Assert.Contains(
            "would be 'test', 'train', which are names of splits: give each split as a table of its own",
            Assert.Throws<ArgumentException>(() => Open("data", "images.csv")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trainer")]
    [InlineData("valley")]
    [InlineData("contest")]
    [InlineData("developer")]
    public void Is_WordsThatBeginOrEndAlike_AreNot(string name) => Assert.False(SplitNames.Is(name));

    private IEnumerable<string> Open(params string[] path) =>
        Dataset.Open(new MLContext(), _folder.Path(path), _said.Add).Training.GetLabels();

    private void Place(params string[] files)
    {
        foreach (var file in files)
        {
            var path = _folder.Path("data", file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(Directory.GetFiles(_folder.Images, "*.png", SearchOption.AllDirectories)[0], path);
        }
    }
}
