namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class PyTorchFileTests
{
    [Theory]
    [InlineData("typed.pth")]
    [InlineData("protocol4.pth")]
    public void Open_FileOfTorchSave_ReadsEveryType(string name)
    {
        using var file = TensorFile.Open(GoldenFiles.Named(name));
        Assert.Equal("PyTorch", file.Format);
        GoldenFiles.Matches(file, "typed");
        Assert.Equal(Enum.GetValues<ElementType>().Select(type => $"tensor.{type}").Order(), file.Tensors.Keys.Order());
        Assert.All(file.Tensors, tensor => Assert.Equal($"tensor.{tensor.Value.Type}", tensor.Key));
    }

    [Fact]
    public void Bytes_OfViews_AreRowMajor()
    {
        using var file = TensorFile.Open(GoldenFiles.Named("views.pth"));
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
}
