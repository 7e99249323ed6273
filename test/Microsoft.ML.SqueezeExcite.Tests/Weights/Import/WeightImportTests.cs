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
        { "Cadene or timm legacy", "se-resnext-50-32x4d-caffe", SqueezeExcitation.Default, "module." },
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

    /// <summary>Basic blocks under Cadene's names are timm's alone, and have a ReLU before the SE block.</summary>
    [Theory]
    [InlineData("se-resnet-18-caffe")]
    [InlineData("se-resnet-18")]
    [InlineData("se-resnet-34-caffe")]
    [InlineData("se-resnet-20-cifar")]
    public void Open_BasicBlocksUnderCadenesNames_AreRefused(string architecture)
    {
        var image = architecture.EndsWith("cifar", StringComparison.Ordinal) ? new FeatureShape(3, 32, 32) : Image;
        using var original = ForeignFile.Network(architecture, image, 10);
        ForeignFile.Write(File, original, "Cadene or timm legacy");
        Refused<InvalidDataException>(architecture, "legacy_seresnet18 or 34, which have a ReLU before the SE block");
    }

    /// <summary>
    /// Cadene's cafferesnet101 has the names of his other ResNets: the architecture that is asked for decides, and the report
    /// says that both fit. Its images are blue, green, red; ours are not.
    /// </summary>
    [Fact]
    public void Open_CaffesFormUnderNamesOfBoth_IsTakenWithItsChannelsTurned()
    {
        using var original = ForeignFile.Network("resnet-50-caffe", Image, 7);
        ForeignFile.Write(
            File,
            original,
            "Cadene",
            change: (name, weights) => [(name, name == "conv1.weight" ? BlueFirst(weights) : weights)]);
        using var weights = WeightImport.Open(File, "resnet-50-caffe", Image, 7, SqueezeExcitation.Default);
        Assert.Equal(ForeignFile.Logits(original), ForeignFile.Logits(weights));
        Assert.Equal([122.7717f, 115.9465f, 102.9801f], weights.ImageStatistics!.Mean);
        Assert.Equal([1, 1, 1], weights.ImageStatistics!.Deviation);
        Assert.Contains("Cadene's resnet18 to resnet152", weights.Report.ToString(), StringComparison.Ordinal);
        using var other = WeightImport.Open(File, "resnet-50", Image, 7, SqueezeExcitation.Default);
        Assert.Contains("cafferesnet101, which is 'resnet-101-caffe'", other.Report.ToString(), StringComparison.Ordinal);
        Assert.Equal(123.675f, other.ImageStatistics!.Mean[0]);
    }

    [Theory]
    [InlineData("resnet-18", "resnetblur50")]
    [InlineData("se-resnet-18", "output_stride=8")]
    [InlineData("preresnet-11-cifar", "bearpaw's preresnet")]
    [InlineData("resnet-8-cifar", null)]
    public void Open_NamesOfSeveralNetworks_SaysWhich(string architecture, string? others)
    {
        using var original = ForeignFile.Network(architecture, Image, 10);
        ForeignFile.Write(File, original);
        using var weights = WeightImport.Open(File, architecture);
        Assert.Equal(others is not null, weights.Report.Others?.Contains(others!, StringComparison.Ordinal) ?? false);
        Assert.Equal(others is not null, $"{weights.Report}".Contains("names and shapes are also", StringComparison.Ordinal));
    }

    /// <summary>Stems whose tensors have the same shapes for images of every size, and other strides.</summary>
    [Theory]
    [InlineData("senet-154")]
    [InlineData("mobilenet-v1-0.25")]
    [InlineData("shufflenet-v1-g1")]
    public void Open_StemWithOtherStrides_IsRefused(string architecture)
    {
        WriteShapes(Networks.Create(architecture, Image, 10));
        WeightImport.Open(File, architecture, Image, 10, null).Dispose();
        var e = Assert.Throws<InvalidDataException>(() => WeightImport.Open(File, architecture, new(3, 64, 64), 10, null));
        Assert.Contains("of images of 3x224x224", e.Message, StringComparison.Ordinal);
        Assert.Contains("up to 64 pixels", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OwnFileOfTheOtherStem_IsRefusedEitherWay()
    {
        foreach (var (theirs, ours) in new[] { (32, 96), (96, 32) })
        {
            FeatureShape image = new(3, theirs, theirs), other = new(3, ours, ours);
            var network = Networks.Create("mobilenet-v1-0.25", image, 10);
            WriteShapes(network, metadata: NetworkMetadata.Of(network, null).ToDictionary());
            WeightImport.Open(File, network.Name, image with { Width = theirs + 1 }, 10, null).Dispose();
            var e = Assert.Throws<InvalidDataException>(() => WeightImport.Open(File, network.Name, other, 10, null));
            Assert.Contains($"of images of {image}", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(224, 96)]
    [InlineData(32, 96)]
    public void Open_ImagesOfAnotherSizeThanTheFirstLinearLayer_SaysWhichFit(int theirs, int ours)
    {
        WriteShapes(Networks.Create("vgg-16", new(3, theirs, theirs), 10));
        using (var weights = WeightImport.Open(File, "vgg-16"))
            Assert.Equal(theirs, weights.Network.Input.Width);
        var e = Assert.Throws<InvalidDataException>(() => WeightImport.Open(File, "vgg-16", new(3, ours, ours), 10, null));
        Assert.Contains("classifier.0.weight is [4096,", e.Message, StringComparison.Ordinal);
        Assert.Contains($"images of 3x{theirs}x{theirs} would fit", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resnet-18")]
    [InlineData("vgg-16")]
    public void Open_NoClassLayer_LeavesItNew(string architecture)
    {
        var network = Networks.Create(architecture, Image, 10);
        var head = network.Head.Tensors.Select(tensor => tensor.Name).ToArray();
        WriteShapes(network, leaveOut: head);
        using (var weights = WeightImport.Open(File, architecture, Image, 4, null))
        {
            Assert.Equal(head, weights.Report.NewHead);
            Assert.Empty(weights.Report.Missing);
            Assert.Contains("the class layer is new, since the file has none", $"{weights.Report}", StringComparison.Ordinal);
            Assert.DoesNotContain(head[0], weights.Report.Matched);
        }

        WriteShapes(network, leaveOut: head[1]);
        var e = Assert.Throws<InvalidDataException>(() => WeightImport.Open(File, architecture, Image, 4, null));
        Assert.Contains($"1 missing: {head[1]}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SENet154OfCadene_MatchesEveryTensor()
    {
        var network = Networks.Create("senet-154", Image, 10);
        WriteShapes(network, "Cadene or timm legacy");
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

    [Fact]
    public void Open_OneClass_LeavesTheClassLayerNewForOthers()
    {
        using var original = ForeignFile.Network("resnet-18", Image, 10);
        ForeignFile.Write(
            File,
            original,
            change: (name, weights) => [(name, name switch
            {
                "fc.weight" => new TensorData([1, 512], weights.Values[..512]),
                "fc.bias" => new TensorData([1], [0]),
                _ => weights,
            })]);
        using (var weights = WeightImport.Open(File, "resnet-18", Image, 4, null))
            Assert.Equal(["fc.weight", "fc.bias"], weights.Report.NewHead);
        Refused<InvalidDataException>("resnet-18", "its class layer has 1 classes, a classifier has at least 2");
    }

    [Theory]
    [InlineData("Cadene or timm legacy", "se-resnet-50", "'se-resnet-50-caffe', not for 'se-resnet-50'")]
    [InlineData("torchvision or timm", "resnet-18-caffe", "'resnet-18', not for 'resnet-18-caffe'")]
    [InlineData("torchvision or timm", "se-resnet-18-caffe", "'se-resnet-18', not for 'se-resnet-18-caffe'")]
    [InlineData("moskomule", "se-resnet-18-caffe", "'se-resnet-18', not for 'se-resnet-18-caffe'")]
    public void Open_NetworkOfTheOtherForm_NamesTheRightOne(string source, string architecture, string message)
    {
        using var original = ForeignFile.Network(architecture, Image, 10, new() { Bias = source != "moskomule" });
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

    private static TensorData BlueFirst(TensorData kernel)
    {
        using var weights = tensor(kernel.Values, [.. kernel.Shape.Select(size => (long)size)]);
        using var turned = weights.flip(1).contiguous();
        return kernel with { Values = turned.data<float>().ToArray() };
    }

    // The elements are bytes, so that the file stays small: shapes are all that is compared.
    private void WriteShapes(
        Network network,
        string source = "torchvision or timm",
        IReadOnlyDictionary<string, string>? metadata = null,
        params IReadOnlyCollection<string> leaveOut)
    {
        using var stream = System.IO.File.Create(File);
        SafetensorsWriter.Write(
            stream,
            [
                .. from tensor in network.Tensors
                   where !leaveOut.Contains(tensor.Name)
                   let shape = tensor.Shape.Select(size => (long)size).ToArray()
                   select new TensorSource(
                       ForeignFile.As(source, tensor.Name, new TensorData([0], [])).Name,
                       ElementType.U8,
                       shape,
                       target => target.Write(new byte[StoredTensor.BytesOf(ElementType.U8, shape)!.Value])),
            ],
            metadata);
    }

    private void Refused<TException>(string architecture, params string[] parts)
        where TException : Exception
    {
        var e = Assert.Throws<TException>(() => WeightImport.Open(File, architecture).Dispose());
        Assert.All(parts, part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }
}
