using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Every network of the catalogue against an independent implementation of the same network with the same weights.</summary>
public sealed class GoldenNetworkTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Network_WithHashedWeights_HasTheLogitsAndGradientsOfPyTorch(string name)
    {
        var golden = GoldenCases.Load(name);
        using var module = TorchNetwork.Create(GoldenCases.Build(name, golden.Input), CPU);
        Assert.Null(golden.Logits.Difference([golden.Input[0], GoldenCases.Classes], Logits(module, golden.Input), 1e-4));

        var gradients = Gradients(module, golden.Input);
        Assert.Equal(golden.Gradients.Keys.Concat(golden.Zero).Order(), gradients.Keys.Order());
        var faults = golden.Gradients
            .Select(pair => (pair.Key, Fault: pair.Value.Difference(gradients[pair.Key].Shape, gradients[pair.Key].Values, 1e-6)))
            .Where(pair => pair.Fault is not null)
            .Select(pair => $"{pair.Key}: {pair.Fault}");
        Assert.Empty(faults);
        var noise = 1e-10 * golden.Gradients.Values.Max(gradient => gradient.Max);
        Assert.All(golden.Zero, parameter => Assert.All(gradients[parameter].Values, value => Assert.InRange(value, -noise, noise)));
    }

    [Fact]
    public void ParameterCount_OfEveryName_EqualsPyTorchs()
    {
        var counts = JsonSerializer.Deserialize<Dictionary<string, long>>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "networks_parameters.json")))!;
        Assert.All(Networks.Names, name => Assert.Equal(
            counts[name],
            Networks.Create(name, Networks.UsualInput(name), name.EndsWith("-cifar", StringComparison.Ordinal) ? 10 : 1000).ParameterCount));
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

    private static Dictionary<string, (long[] Shape, double[] Values)> Gradients(TorchNetwork module, int[] shape)
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
        return module.named_parameters().ToDictionary(pair => pair.name, pair =>
        {
            using var gradient = pair.parameter.grad!;
            using var packed = gradient.contiguous();
            return (packed.shape, packed.data<double>().ToArray());
        });
    }
}
