using System.Diagnostics;
using Microsoft.ML;
using SeTrainerHost.Datasets;

namespace SeTrainerHost.Tests.Datasets;

/// <summary>Symbolic links in a folder of class folders.</summary>
public sealed class FolderWalkTests : IDisposable
{
    private readonly PictureFolder _folder = new(perClass: 3);
    private readonly List<string> _said = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("red/up", "..")]
    [InlineData("red/self", ".")]
    [InlineData("red/root", "../../images")]
    [InlineData("red/above", "../..")]
    [InlineData("red/sibling", "../blue")]
    [InlineData("all", ".")]
    [InlineData("rot", "red")]
    public void Open_ALinkBackIntoTheData_IsLeftOutAndSaid(string link, string target)
    {
        Link(link, target);
        Assert.Equal(["blue 3", "red 3"], Open().Counts());
        Assert.Equal(
            $"links to folders that are read without them were left out: '{_folder.Path("images", link)}'",
            Assert.Single(_said));
    }

    [Fact]
    public void Open_AClassFolderThatIsALinkToElsewhere_IsRead()
    {
        Place("store/green/1.png", "store/green/loop/2.png");
        Link("green", "../store/green");
        Link("red/more", "../../store/green/loop");
        Directory.CreateSymbolicLink(_folder.Path("store", "green", "back"), _folder.Path("store"));
        Assert.Equal(["blue 3", "green 2", "red 3"], Open().Counts());
        Assert.Equal(2, Assert.Single(_said).Split("', '").Length);
    }

    [Fact]
    public void Open_AClassFolderThatIsALinkToAHiddenOne_IsRead()
    {
        Place("images/.store/green/1.png");
        Link("green", ".store/green");
        Assert.Equal(["blue 3", "green 1", "red 3"], Open().Counts());
        Assert.Empty(_said);
    }

    [Fact]
    public void Open_TheDataByALink_IsTheSame()
    {
        Directory.CreateSymbolicLink(_folder.Path("alias"), _folder.Images);
        Link("red/up", "..");
        Assert.Equal(["blue 3", "red 3"], Dataset.Open(new MLContext(), _folder.Path("alias"), _said.Add).Training.Counts());
        Assert.Single(_said);
    }

    [Fact]
    public void Open_AFileInTwoClasses_IsSaid()
    {
        File.CreateSymbolicLink(_folder.Path("images", "blue", "again.png"), "../red/1.png");
        Assert.Equal(["blue 4", "red 3"], Open().Counts());
        Assert.StartsWith("files with more than one label: 1, the first is ", Assert.Single(_said), StringComparison.Ordinal);
        Assert.EndsWith("with 'blue', 'red'", _said[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ANameThatIsNotUtf8_IsNamed()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Shell("mkdir");
        var message = Assert.Throws<InvalidDataException>(Open).Message;
        Shell("rmdir");
        Assert.Contains($"the name of '{_folder.Path("images", "caf\uFFFD")}' is not UTF-8", message, StringComparison.Ordinal);

        void Shell(string command)
        {
            using var process = Process.Start("sh", ["-c", $"{command} \"$0/$(printf 'caf\\351')\"", _folder.Images]);
            process.WaitForExit();
        }
    }

    [Fact]
    public void Open_ImagesWithoutAClassAndFoldersWithoutAnImage_AreSaid()
    {
        Place("images/1.png");
        Directory.CreateDirectory(_folder.Path("images", "green"));
        Assert.Equal(["blue 3", "red 3"], Open().Counts());
        Assert.Equal(
            [
                $"folders without a file were left out: '{_folder.Path("images", "green")}'",
                $"1 images of '{_folder.Images}' are in no folder that says their class, and were left out",
            ],
            _said);
    }

    private IDataView Open() => Dataset.Open(new MLContext(), _folder.Images, _said.Add).Training;

    private void Link(string link, string target) => Directory.CreateSymbolicLink(_folder.Path("images", link), target);

    private void Place(params string[] files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.Path(file))!);
            File.Copy(_folder.Path("images", "red", "1.png"), _folder.Path(file));
        }
    }
}
