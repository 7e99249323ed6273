namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class OwnFileTests : IDisposable
{
    private static readonly FeatureShape Image = new(3, 72, 72);

    private readonly TemporaryFolder _folder = new();

    private string Foreign => _folder.File("foreign");

    private string Own => _folder.File("own");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_ImportedWeights_OpensAsTheSame()
    {
        var attention = new SqueezeExcitation
        {
            ReductionRatio = 4,
            Bias = false,
            Gate = ActivationFunction.Tanh,
            Stages = Stages.AllBut(4),
        };
        using var original = ForeignFile.Network("se-resnet-50-caffe", Image, 7, attention);
        ForeignFile.Write(Foreign, original, "Cadene or timm legacy");
        Save("se-resnet-50-caffe", attention);

        using var weights = WeightImport.Open(Own, "se-resnet-50-caffe");
        Assert.Equal(("safetensors", "se-trainer"), (weights.Report.Format, weights.Report.Source));
        Assert.Equal((new FeatureShape(3, 224, 224), 7), (weights.Network.Input, weights.Network.ClassCount));
        Assert.Equal([58.395f, 57.12f, 57.375f], weights.ImageStatistics!.Deviation);
        using var laidOut = WeightImport.Open(Own, "se-resnet-50-caffe", Image, 7, attention: null);
        Assert.Equal(ForeignFile.Logits(original), ForeignFile.Logits(laidOut));
        Assert.True(laidOut.Report.AttentionFromFile);
    }

    [Fact]
    public void Open_OfAnotherArchitecture_NamesBoth()
    {
        SaveSmall(SqueezeExcitation.Default);
        var e = Assert.Throws<InvalidDataException>(() => WeightImport.Open(Own, "resnet-8-cifar"));
        Assert.Contains("of 'se-resnet-8-cifar', not of 'resnet-8-cifar'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnotherBlockAskedFor_IsRefused()
    {
        SaveSmall(new() { Gate = ActivationFunction.Tanh, ReductionRatio = 4 });
        WeightImport.Open(Own, "se-resnet-8-cifar", new() { Gate = ActivationFunction.Tanh }).Dispose();
        var e = Assert.Throws<ArgumentException>(() =>
            WeightImport.Open(Own, "se-resnet-8-cifar", new() { Gate = ActivationFunction.ReLU }));
        Assert.Contains("ReLU", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<ArgumentException>(() => WeightImport.Open(Own, "se-resnet-8-cifar", SqueezeExcitation.Default));
        Assert.Contains("without Attention the file's is taken", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attention", "{")]
    [InlineData("attention", "null")]
    [InlineData("attention", """{"stages":"x"}""")]
    [InlineData("input", "[3]")]
    [InlineData("classes", "many")]
    [InlineData("mean", "[1]")]
    [InlineData("deviation", "[0,0,0]")]
    public void Open_DamagedMetadata_IsRefused(string key, string value)
    {
        SaveSmall(SqueezeExcitation.Default);
        using (var file = TensorFile.Open(Own))
        {
            var metadata = new Dictionary<string, string>(file.Metadata)
            {
                ["mean"] = "[1,2,3]",
                ["deviation"] = "[1,1,1]",
                [key] = value,
            };
            using var stream = File.Create(Foreign);
            SafetensorsWriter.Write(stream, [], metadata);
        }

        var e = Assert.Throws<InvalidDataException>(() => WeightImport.Open(Foreign, "se-resnet-8-cifar"));
        Assert.Contains("its metadata cannot be read", e.Message, StringComparison.Ordinal);
    }

    private void SaveSmall(SqueezeExcitation attention)
    {
        using var original = ForeignFile.Network("se-resnet-8-cifar", new(3, 32, 32), 5, attention);
        ForeignFile.Write(Foreign, original);
        Save("se-resnet-8-cifar", attention);
    }

    private void Save(string architecture, SqueezeExcitation attention)
    {
        using var weights = WeightImport.Open(Foreign, architecture, attention);
        using var stream = File.Create(Own);
        weights.Save(stream);
    }
}
