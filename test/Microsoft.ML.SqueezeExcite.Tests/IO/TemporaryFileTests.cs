using SqueezeExcite.Testing;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class TemporaryFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public void Written_File_IsForItsOwnerAlone()
    {
        using var file = TemporaryFile.Written(_folder.File(""), ".onnx", stream => stream.Write([1, 2, 3]));
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file.Path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(file.Path));
    }

    /// <summary>What a killed process has left goes; what another process has, and other files, stay.</summary>
    [Fact]
    public void New_InAFolderWithStaleFiles_RemovesThem()
    {
        string[] names = ["senet-killed.onnx", "senet-held.onnx", "senet-young.onnx", "other.onnx"];
        foreach (var name in names)
            File.WriteAllText(_folder.File(name), "");
        foreach (var name in names.Except(["senet-young.onnx"]))
            File.SetLastWriteTimeUtc(_folder.File(name), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        using var held = new FileStream(_folder.File("senet-held.onnx"), FileMode.Open, FileAccess.Read, FileShare.Read);

        using (var file = new TemporaryFile(_folder.File(""), ".onnx"))
            Assert.Equal(
                ["other.onnx", "senet-held.onnx", "senet-young.onnx"],
                Directory.GetFiles(_folder.File("")).Except([file.Path]).Select(Path.GetFileName).Order());
        Assert.Equal(3, Directory.GetFiles(_folder.File("")).Length);
    }

    [Fact]
    public void Written_ThatFails_LeavesNothing()
    {
        Assert.Throws<IOException>(() =>
            TemporaryFile.Written(_folder.File(""), ".onnx", _ => throw new IOException("the disk is full")));
        Assert.Empty(Directory.GetFiles(_folder.File("")));
    }

    [Fact]
    public void New_InAFolderThatIsNot_NamesItOnce()
    {
        var folder = _folder.File("none");
        var e = Assert.Throws<IOException>(() => new TemporaryFile(folder, ".onnx"));
        Assert.Equal($"the folder '{folder}' cannot be written to: there is no such folder", e.Message);
    }
}
