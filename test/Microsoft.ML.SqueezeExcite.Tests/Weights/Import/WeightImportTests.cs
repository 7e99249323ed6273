using SqueezeExcite.Testing;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class WeightImportTests : IDisposable
{
    private static readonly FeatureShape Image = new(3, 72, 72);
    private static readonly SqueezeExcitation Timm = new() { WidthDivisor = 8, Rounding = WidthRounding.Nearest };

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("weights");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, SqueezeExcitation, string> Sources => new()
    {
        { "torchvision or timm", "se-resnet-18", Timm, "" },
        { "torchvision or timm", "resnet-18", SqueezeExcitation.None, "module." },
        { "torchvision or timm", "se-resnet-18", new() { ReductionRatio = 8 }, "" },
        { "Cadene or timm legacy", "se-resnet-50-caffe", SqueezeExcitation.Default, "" },
        { "Cadene or timm legacy", "se-resnet-18-caffe", SqueezeExcitation.Default, "module." },
        { "Cadene", "resnet-18", SqueezeExcitation.None, "" },
        { "moskomule", "se-resnet-50", new() { Bias = false }, "" },
        { "moskomule", "se-resnet-18", new() { Bias = false }, "" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Open_StateDictionaryOfASource_GivesTheSameLogitsToTheBit(
        string source,
        string architecture,
        SqueezeExcitation attention,
        string prefix)
    {
        using var original = ForeignFile.Network(architecture, Image, 7, attention);
        ForeignFile.Write(File, original, source, prefix);

        using var weights = WeightImport.Open(File, architecture, Image, 7, SqueezeExcitation.Default);
        Assert.Equal(source, weights.Report.Source);
        Assert.Equal(original.Network.Tensors.Select(tensor => tensor.Name), weights.Report.Matched);
        Assert.Equal(
            architecture.StartsWith("se", StringComparison.Ordinal) ? AttentionFinder.Describe(attention) : null,
            weights.Report.Attention);
        Assert.Equal(
            attention != SqueezeExcitation.Default && attention != SqueezeExcitation.None,
            weights.Report.AttentionFromFile);
        Assert.Equal([123.675f, 116.28f, 103.53f], weights.ImageStatistics!.Mean);
        Assert.Equal(ForeignFile.Logits(original), ForeignFile.Logits(weights));
    }

    [Fact]
    public void Open_SENet154OfCadene_MatchesEveryTensor()
    {
        var network = Networks.Create("senet-154", Image, 10);
        var tensors = network.Tensors.Select(tensor => (tensor.Name, new TensorData([0], [])))
            .Select(pair => ForeignFile.As("Cadene or timm legacy", pair.Name, pair.Item2).Name);
        using (var stream = System.IO.File.Create(File))
        {
            // Bool, so that the file stays small: shapes are all that is compared.
            var shapes = network.Tensors.Select(tensor => tensor.Shape.Select(size => (long)size).ToArray());
            SafetensorsWriter.Write(
                stream,
                [
                    .. tensors.Zip(
                        shapes,
                        (name, shape) =>
                            new TensorSource(
                                name,
                                ElementType.U8,
                                shape,
                                target => target.Write(new byte[StoredTensor.BytesOf(ElementType.U8, shape)!.Value]))),
                ]);
        }

        using var weights = WeightImport.Open(File, "senet-154");
        Assert.Equal(network.Tensors.Count(), weights.Report.Matched.Count);
        Assert.Equal((10, new FeatureShape(3, 224, 224)), (weights.Network.ClassCount, weights.Network.Input));
    }

    [Fact]
    public void Open_FileOfPyTorch_GivesItsLogits()
    {
        using var weights = WeightImport.Open(GoldenFiles.Named("tiny.pth"), "se-resnet-8-cifar");
        Assert.Equal(
            ("PyTorch", "torchvision or timm", 5),
            (weights.Report.Format, weights.Report.Source, weights.Network.ClassCount));
        Assert.Equal("reduction ratio 8, with biases", weights.Report.Attention);
        Assert.Null(weights.ImageStatistics);

        using var module = TorchNetwork.Create(weights.Network, 1, CPU);
        ModuleWeights.Load(module, weights.Read());
        module.eval();
        using var images = tensor(
            GoldenValues.Of("images", 2 * 3 * 12 * 12).Select(value => (float)value).ToArray(),
            [2, 3, 12, 12]);
        using var mode = inference_mode();
        using var logits = module.call(images);
        var difference = GoldenFiles.Case("tiny")["logits"]
            .Difference(logits.shape, logits.data<float>().ToArray().Select(value => (double)value).ToArray(), 1e-4);
        Assert.True(difference is null, difference);
    }

    [Theory]
    [InlineData("module.")]
    [InlineData("module.module.")]
    [InlineData("_orig_mod.")]
    [InlineData("module._orig_mod.model.")]
    public void Open_NamesBelowWrappers_AreTheNetworks(string prefix)
    {
        using var original = ForeignFile.Network(
            "se-resnet-8-cifar",
            new FeatureShape(3, 32, 32),
            10,
            new() { ReductionRatio = 4 });
        ForeignFile.Write(File, original, prefix: prefix);
        using var weights = WeightImport.Open(File, "se-resnet-8-cifar");
        Assert.Equal(original.Network.Tensors.Select(tensor => tensor.Name), weights.Report.Matched);
    }

    [Fact]
    public void Read_AWeightThatIsNotANumber_NamesIt()
    {
        using var original = ForeignFile.Network(
            "se-resnet-8-cifar",
            new FeatureShape(3, 32, 32),
            10,
            new() { ReductionRatio = 4 });
        ForeignFile.Write(
            File,
            original,
            change: (name, weights) =>
                [(name, name == "fc.bias" ? weights with { Values = [.. weights.Values.Select(_ => float.NaN)] } : weights)]);
        using var weights = WeightImport.Open(File, "se-resnet-8-cifar");
        var e = Assert.Throws<InvalidDataException>(() => weights.Save(Stream.Null));
        Assert.Contains("tensor 'fc.bias': it has values that are not finite numbers", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SmallStem_IsFoundFromTheFile()
    {
        using var original = ForeignFile.Network("se-resnet-18", new FeatureShape(1, 32, 32), 10);
        ForeignFile.Write(File, original);
        using var weights = WeightImport.Open(File, "se-resnet-18");
        Assert.Equal(new FeatureShape(1, 32, 32), weights.Network.Input);
        Assert.Equal(10, weights.Network.ClassCount);
        var e = Assert.Throws<InvalidDataException>(() =>
            WeightImport.Open(File, "se-resnet-18", new FeatureShape(1, 72, 72), 10, SqueezeExcitation.Default));
        Assert.Contains(
            "conv1.weight is [64, 1, 3, 3] in the file, [64, 1, 7, 7] in the network",
            e.Message,
            StringComparison.Ordinal);
        Assert.Contains("64 pixels", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OtherNumberOfClasses_LeavesTheClassLayerNew()
    {
        using var original = ForeignFile.Network("se-resnet-18", Image, 10);
        ForeignFile.Write(File, original);
        using var weights = WeightImport.Open(File, "se-resnet-18", Image, 4, SqueezeExcitation.Default);
        Assert.Equal(["fc.weight", "fc.bias"], weights.Report.NewHead);
        Assert.Equal((10L, 4), (weights.Report.ClassesInFile, weights.Report.Classes));
        Assert.DoesNotContain("fc.weight", weights.Read().Select(pair => pair.Name));
        Assert.Contains(
            "the class layer is new, since the file has 10 classes and the data 4",
            weights.Report.ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cadene or timm legacy", "se-resnet-18", "'se-resnet-18-caffe', not for 'se-resnet-18'")]
    [InlineData("torchvision or timm", "se-resnet-18-caffe", "'se-resnet-18', not for 'se-resnet-18-caffe'")]
    [InlineData("moskomule", "se-resnet-18-caffe", "'se-resnet-18', not for 'se-resnet-18-caffe'")]
    public void Open_NetworkOfTheOtherForm_NamesTheRightOne(string source, string architecture, string message)
    {
        using var original = ForeignFile.Network("se-resnet-18", Image, 10, new() { Bias = source != "moskomule" });
        ForeignFile.Write(File, original, source);
        Refused<InvalidDataException>(architecture, message);
    }

    [Fact]
    public void Open_TensorsThatDiffer_AreListedByKindWithBothShapes()
    {
        using var original = ForeignFile.Network("resnet-18", Image, 10);
        ForeignFile.Write(File, original, change: (name, weights) => name switch
        {
            "layer1.0.bn1.weight" => [],
            "layer1.1.conv2.weight" => [("layer1.1.conv2.kernel", weights)],
            "layer4.1.bn2.bias" => [(name, new TensorData([2, 256], weights.Values))],
            _ when name.StartsWith("layer3.", StringComparison.Ordinal) => [],
            _ => [(name, weights)],
        });
        Refused<InvalidDataException>(
            "resnet-18",
            "missing: layer1.0.bn1.weight, layer1.1.conv2.weight, layer3.0.conv1.weight",
            ", ...",
            "1 unexpected: layer1.1.conv2.kernel",
            "1 of another shape: layer4.1.bn2.bias is [2, 256] in the file, [512] in the network");
    }

    [Fact]
    public void Open_AnotherArchitecture_IsRefused()
    {
        using var original = ForeignFile.Network("se-resnet-18", Image, 10);
        ForeignFile.Write(File, original);
        Refused<InvalidDataException>("resnet-18", "32 unexpected: ", "layer1.0.se.fc1.bias");
        Refused<InvalidDataException>("se-resnet-34", "missing: layer1.2.conv1.weight");
        Refused<ArgumentException>("se-resnet-17", "no architecture 'se-resnet-17'");
    }

    [Fact]
    public void Open_TwoNamesForOneTensor_NamesThem()
    {
        using var original = ForeignFile.Network("resnet-18", Image, 10);
        ForeignFile.Write(
            File,
            original,
            change: (name, weights) => name == "fc.bias" ? [(name, weights), ("last_linear.bias", weights)] : [(name, weights)]);
        Refused<InvalidDataException>("resnet-18", "'fc.bias' and 'last_linear.bias' both stand for fc.bias");
    }

    [Fact]
    public void Open_ClassLayerOfOtherInputs_IsAnotherShapeEvenWithOtherClasses()
    {
        using var original = ForeignFile.Network("resnet-18", Image, 10);
        ForeignFile.Write(
            File,
            original,
            change: (name, weights) => [(name, name == "fc.weight" ? new TensorData([10, 16], new float[160]) : weights)]);
        var e = Assert.Throws<InvalidDataException>(() =>
            WeightImport.Open(File, "resnet-18", Image, 4, SqueezeExcitation.Default));
        Assert.Contains("fc.weight is [10, 16] in the file, [4, 512] in the network", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoFile_NamesIt() => Assert.Throws<FileNotFoundException>(() => WeightImport.Open(File, "resnet-18"));

    private void Refused<TException>(string architecture, params string[] parts)
        where TException : Exception
    {
        var e = Assert.Throws<TException>(() => WeightImport.Open(File, architecture).Dispose());
        Assert.All(parts, part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }
}
