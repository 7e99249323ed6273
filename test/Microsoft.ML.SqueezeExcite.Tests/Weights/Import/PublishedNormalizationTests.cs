namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class PublishedNormalizationTests : IDisposable
{
    private const string Architecture = "resnet-18";
    private const string Half = """{"pretrained_cfg":{"mean":[0.5,0.4,0.3],"std":[0.5,0.25,0.2]}}""";

    private static readonly TorchNetwork Original = ForeignFile.Network(Architecture, new(3, 32, 32), 10);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Metadata => new()
    {
        { "pretrained_cfg", """{"mean":[0.5,0.4,0.3],"std":[0.5,0.25,0.2]}""" },
        { "mean", "[0.5,0.4,0.3]" },
        { "mean", "[127.5,102,76.5]" },
    };

    [Theory]
    [MemberData(nameof(Metadata))]
    public void Find_MetadataOfTheFile_AreTaken(string key, string value)
    {
        var std = value.StartsWith("[127", StringComparison.Ordinal) ? "[127.5,63.75,51]" : "[0.5,0.25,0.2]";
        Write("{}", new() { [key] = value, ["std"] = std });
        using var weights = Open();
        Assert.Equal([127.5f, 102f, 76.5f], weights.ImageStatistics!.Mean.Select(mean => MathF.Round(mean, 3)));
        Assert.Equal([127.5f, 63.75f, 51f], weights.ImageStatistics!.Deviation.Select(mean => MathF.Round(mean, 3)));
        Assert.Equal("the file's metadata", weights.Report.StatisticsFrom);
    }

    [Theory]
    [InlineData(Half)]
    [InlineData("""{"mean":[0.5,0.4,0.3],"std":[0.5,0.25,0.2]}""")]
    public void Find_ConfigBesideTheFile_IsTaken(string config)
    {
        Write(config);
        using var weights = Open();
        Assert.Equal(127.5f, weights.ImageStatistics!.Mean[0]);
        Assert.Equal(63.75f, weights.ImageStatistics!.Deviation[1]);
        Assert.Equal("config.json", weights.Report.StatisticsFrom);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("""{"pretrained_cfg":null}""")]
    [InlineData("""{"pretrained_cfg":{"mean":[0.5],"std":[0.5]}}""")]
    [InlineData("""{"pretrained_cfg":{"mean":[0.5,0.5,0.5],"std":[0,0,0]}}""")]
    [InlineData("""{"mean":"0.5","std":[1,1,1]}""")]
    public void Find_ConfigThatSaysNothing_LeavesWhatIsUsual(string config)
    {
        Write(config);
        using var weights = Open();
        Assert.Equal([123.675f, 116.28f, 103.53f], weights.ImageStatistics!.Mean);
        Assert.Equal("usual for torchvision or timm", weights.Report.StatisticsFrom);
    }

    [Fact]
    public void Open_WithStatistics_TakesThemBeforeAllOthers()
    {
        Write(Half);
        using var weights = WeightImport.Open(_folder.File("model"), Architecture, statistics: new([1, 2, 3], [4, 5, 6]));
        Assert.Equal([1, 2, 3], weights.ImageStatistics!.Mean);
        var e = Assert.Throws<ArgumentException>(
            () => WeightImport.Open(_folder.File("model"), Architecture, statistics: new([1], [4])));
        Assert.Contains("a mean for each channel", e.Message, StringComparison.Ordinal);
    }

    private void Write(string config, Dictionary<string, string>? metadata = null)
    {
        File.WriteAllText(_folder.File("config.json"), config);
        using var stream = File.Create(_folder.File("model"));
        SafetensorsWriter.Write(
            stream,
            [.. ModuleWeights.Read(Original).Select(pair => TensorSource.Of(pair.Key, pair.Value))],
            metadata);
    }

    private WeightImport Open() => WeightImport.Open(_folder.File("model"), Architecture);
}
