using System.Runtime.InteropServices;
using System.Text.Json;
using SqueezeExcite.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>
/// Every network of the catalogue against an independent implementation of the same network with the same weights.
/// </summary>
public sealed class GoldenNetworkTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Network_WithHashedWeights_HasTheLogitsAndGradientsOfPyTorch(string name)
    {
        var golden = GoldenCases.Load(name);
        using var module = TorchNetwork.Create(GoldenCases.Build(name, golden.Input), CPU);
        Assert.Null(golden.Logits.Difference([golden.Input[0], GoldenCases.Classes], Logits(module, golden.Input), 1e-4));

        ComputeGradients(module, golden.Input);
        Assert.Equal(
            golden.Gradients.Keys.Concat(golden.Zero).Order(),
            module.named_parameters().Select(pair => pair.name).Order());
        var noise = 1e-10 * golden.Gradients.Values.Max(gradient => gradient.Max);
        Assert.All(
            module.named_parameters(),
            pair => Assert.Null(Fault(pair.parameter, golden.Gradients.GetValueOrDefault(pair.name), noise)));
    }

    [Fact]
    public void ParameterCount_OfEveryName_EqualsPyTorchs()
    {
        var counts = JsonSerializer.Deserialize<Dictionary<string, long>>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "networks_parameters.json")))!;
        Assert.All(
            Networks.Names,
            name =>
                Assert.Equal(
                    counts[name],
                    Networks
                        .Create(name, Networks.UsualInput(name), name.EndsWith("-cifar", StringComparison.Ordinal) ? 10 : 1000)
                        .ParameterCount));
    }

    private static double[] Logits(TorchNetwork module, int[] shape)
    {
        GoldenCases.SetWeights(module);
        module.eval();
        using var mode = inference_mode();
        using var input = GoldenCases.Input(shape, ScalarType.Float32);
        using var logits = module.call(input);
        return [.. logits.data<float>().ToArray().Select(value => (double)value)];
    }

    private static void ComputeGradients(TorchNetwork module, int[] shape)
    {
        module.to(ScalarType.Float64);
        GoldenCases.SetWeights(module);
        module.train();
        GoldenCases.DisableDropout(module);
        using var input = GoldenCases.Input(shape, ScalarType.Float64);
        using var labels = tensor([.. Enumerable.Range(0, shape[0]).Select(i => (long)i % GoldenCases.Classes)]);
        using var logits = module.call(input);
        using var loss = nn.functional.cross_entropy(logits, labels);
        loss.backward();
    }

    // What is wrong with a parameter's gradient, which is expected to be zero where there is no other golden value.
    private static string? Fault(Tensor parameter, GoldenSummary? expected, double noise)
    {
        using var gradient = parameter.grad!;
        using var packed = gradient.contiguous();
        var values = MemoryMarshal.Cast<byte, double>(packed.bytes);
        if (expected is not null)
            return expected.Difference(packed.shape, values, 1e-6);
        return values.ContainsAnyExceptInRange(-noise, noise) ? "not zero" : null;
    }
}
