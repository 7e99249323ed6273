using SqueezeExcite.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>
/// Networks on features of 16 bits, against PyTorch's values of 32 and 64 bits. A bfloat16 has 8 bits: one rounding is worth
/// 0.004.
/// </summary>
public sealed class MixedPrecisionTests
{
    /// <summary>A network of each family, and with every kind of operation.</summary>
    public static TheoryData<string> Families { get; } =
    [
        "resnet-50", "se-resnet-50", "se-resnet-20-cifar", "se-resnext-50-32x4d", "senet-154", "se-vgg-16",
        "se-bn-inception", "se-inception-resnet-v2", "se-mobilenet-v1-0.25", "se-shufflenet-v1-g3",
        "se-preresnet-164-cifar", "se-resnet-18-1d", "se-resnet-20-cifar@squeeze=max",
        "se-resnet-20-cifar@gate=hardsigmoid", "se-resnet-20-cifar@gate=tanh",
    ];

    [Theory]
    [MemberData(nameof(Families))]
    public void Logits_OfBFloat16_AreNearPyTorchsOfSingle(string name)
    {
        var golden = GoldenCases.Load(name);
        using var module = Create(name, golden);
        module.eval();
        using var mode = inference_mode();
        using var input = GoldenCases.Input(golden.Input, ScalarType.BFloat16);
        using var output = module.call(input);
        Assert.Equal(ScalarType.BFloat16, output.dtype);
        using var logits = output.to_type(ScalarType.Float64);
        Assert.Null(golden.Logits.Difference([golden.Input[0], GoldenCases.Classes], logits.data<double>().ToArray(), 0.1));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Gradients_OfBFloat16_AreFiniteAndOfTheWeightsType(string name)
    {
        var golden = GoldenCases.Load(name);
        using var module = Create(name, golden);
        module.train();
        using var input = GoldenCases.Input(golden.Input, ScalarType.BFloat16);
        using var logits = module.call(input);
        using var sum = logits.square().sum();
        sum.backward();
        Assert.All(module.parameters(), parameter =>
        {
            using var gradient = parameter.grad!;
            Assert.Equal(ScalarType.Float32, gradient.dtype);
            Assert.True(gradient.isfinite().all().ToBoolean());
        });
    }

    /// <summary>Few layers, so that roundings do not add up to more than the gradient.</summary>
    [Theory]
    [InlineData("se-resnet-8-cifar")]
    [InlineData("resnet-8-cifar")]
    public void Gradients_OfBFloat16_PointWhereThoseOfSingleDo(string name)
    {
        var expected = Gradients(name, ScalarType.Float32);
        var actual = Gradients(name, ScalarType.BFloat16);
        Assert.All(expected, pair => Assert.InRange(Cosine(pair.Value, actual[pair.Key]), 0.9, 1.0001));
    }

    private static TorchNetwork Create(string name, GoldenNetwork golden)
    {
        var module = TorchNetwork.Create(GoldenCases.Build(name, golden.Input), CPU);
        GoldenCases.SetWeights(module);
        return module;
    }

    private static Dictionary<string, float[]> Gradients(string name, ScalarType type)
    {
        using var module = TorchNetwork.Create(
            Networks.Create(name, new FeatureShape(3, 32, 32), GoldenCases.Classes),
            seed: 1,
            CPU);
        module.train();
        using var input = GoldenCases.Input([16, 3, 32, 32], type);
        using var labels = tensor([.. Enumerable.Range(0, 16).Select(i => (long)i % GoldenCases.Classes)]);
        using var output = module.call(input);
        using var logits = output.to_type(ScalarType.Float32);
        using var loss = nn.functional.cross_entropy(logits, labels);
        loss.backward();
        return module.named_parameters().ToDictionary(pair => pair.name, pair =>
        {
            using var gradient = pair.parameter.grad!;
            using var packed = gradient.contiguous();
            return packed.data<float>().ToArray();
        });
    }

    private static double Cosine(float[] a, float[] b) =>
        a.Zip(b, (x, y) => (double)x * y).Sum() / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(y => (double)y * y));
}
