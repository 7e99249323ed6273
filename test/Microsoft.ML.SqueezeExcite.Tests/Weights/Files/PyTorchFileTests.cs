namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class PyTorchFileTests
{
    [Theory]
    [InlineData("typed.pth")]
    [InlineData("protocol4.pth")]
    [InlineData("old_typed.pth")]
    public void Open_FileOfTorchSave_ReadsEveryType(string name)
    {
        using var file = TensorFile.Open(GoldenFiles.Named(name));
        Assert.Equal("PyTorch", file.Format);
        GoldenFiles.Matches(file, "typed");
        Assert.Equal(Enum.GetValues<ElementType>().Select(type => $"tensor.{type}").Order(), file.Tensors.Keys.Order());
        Assert.All(file.Tensors, tensor => Assert.Equal($"tensor.{tensor.Value.Type}", tensor.Key));
    }

    [Theory]
    [InlineData("views.pth")]
    [InlineData("old_views.pth")]
    [InlineData("old_protocol4.pth")]
    public void Bytes_OfViews_AreRowMajor(string name)
    {
        using var file = TensorFile.Open(GoldenFiles.Named(name));
        GoldenFiles.Matches(file, "views");
        Assert.Equal([6, 4], file.Read("transposed").Shape);
        Assert.Equal(file.Read("offset").Values[0], file.Read("transposed").Values[1]);
    }

    [Theory]
    [InlineData("state_dict.pth", "module.w")]
    [InlineData("model.pth", "w")]
    public void Open_WrappedStateDictionary_FindsIt(string name, string tensor)
    {
        using var file = TensorFile.Open(GoldenFiles.Named(name));
        Assert.Equal([tensor], file.Tensors.Keys);
        Assert.Equal([4, 6], file.Read(tensor).Shape);
    }

    /// <summary>Settings, dates, paths, arrays and enumerations beside the tensors: none is made, none is in the way.</summary>
    [Theory]
    [InlineData("training.pth")]
    [InlineData("training_protocol4.pth")]
    [InlineData("old_training.pth")]
    public void Open_CheckpointOfATrainingScript_ReadsTheNetworkAndNamesWhatIsNotRead(string name)
    {
        using var file = TensorFile.Open(GoldenFiles.Named(name));
        Assert.Equal("state_dict", file.Part);
        GoldenFiles.Matches(file, "training");
        Assert.All(
            ["argparse.Namespace", "pathlib.PosixPath", "datetime.datetime", "collections.Counter", "__main__.Settings"],
            type => Assert.Contains(type, file.Skipped));
        Assert.DoesNotContain("collections.OrderedDict", file.Skipped);
    }
}
