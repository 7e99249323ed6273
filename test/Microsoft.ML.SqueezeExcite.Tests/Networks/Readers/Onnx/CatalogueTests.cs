using System.Runtime.InteropServices;
using SqueezeExcite.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>What every network of the catalogue must do beside computing the right thing.</summary>
public sealed class CatalogueTests
{
    public static TheoryData<string> Names { get; } = [.. Networks.Names];

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Network_AsOnnx_HasTheLogitsOfLibtorch(string name)
    {
        var shape = GoldenCases.Load(name).Input;
        using var module = TorchNetwork.Create(GoldenCases.Build(name, shape), CPU);
        GoldenCases.SetWeights(module);
        module.eval();
        using var mode = inference_mode();
        using var input = GoldenCases.Input(shape, ScalarType.Float32);
        using var logits = module.call(input);
        Agreement.Within(1e-4, logits.data<float>().ToArray(), OnnxLogits.Of(module, input));
    }

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Network_AfterAStep_HasALowerLoss(string name)
    {
        var shape = GoldenCases.Load(name).Input;
        using var module = TorchNetwork.Create(GoldenCases.Build(name, shape), CPU);
        GoldenCases.SetWeights(module);
        using var optimizer = new SgdOptimizer(
            module.named_parameters().Select(p => new OptimizedParameter(p.name, p.parameter)),
            0,
            0,
            nesterov: false);
        using var input = GoldenCases.Input(shape, ScalarType.Float32);
        using var labels = tensor([.. Enumerable.Range(0, shape[0]).Select(i => (long)i)]);
        module.train();
        GoldenCases.DisableDropout(module);
        using var loss = Loss();
        loss.backward();
        var before = loss.ToDouble();
        // A step along the gradient that would lower the loss by a hundredth if it were linear.
        var norm = module.parameters().Sum(parameter => parameter.grad!.square().sum().ToDouble());
        optimizer.Step(0.01 * before / norm);
        using var mode = no_grad();
        using var next = Loss();
        Assert.True(next.ToDouble() is var after && after < before, $"{before} became {after}");

        Tensor Loss()
        {
            using var logits = module.call(input);
            return nn.functional.cross_entropy(logits, labels);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_SavedAsSafetensors_LoadsToTheBit(string name)
    {
        var shape = GoldenCases.Load(name).Input;
        var network = GoldenCases.Build(name, shape);
        using var folder = new TemporaryFolder();
        var weights = network.Tensors.ToDictionary(tensor => tensor.Name, tensor => Hashed(tensor.Name, tensor.Shape));
        using (var file = File.Create(folder.File("w")))
            SafetensorsWriter.Write(file, [.. weights.Select(pair => TensorSource.Of(pair.Key, pair.Value))]);
        using var loaded = TorchNetwork.Create(network, CPU);
        using (var file = TensorFile.Open(folder.File("w")))
            ModuleWeights.Load(loaded, file.Tensors.Keys.Select(key => (key, file.Read(key))));
        var read = ModuleWeights.Read(loaded);
        Assert.Equal(weights.Keys.Order(), read.Keys.Order());
        Assert.All(
            weights,
            pair =>
                Assert.True(
                    MemoryMarshal.AsBytes<float>(pair.Value.Values)
                        .SequenceEqual(MemoryMarshal.AsBytes<float>(read[pair.Key].Values)),
                    pair.Key));
    }

    private static TensorData Hashed(string name, IReadOnlyList<int> shape)
    {
        var values = new float[shape.Aggregate(1, (count, size) => count * size)];
        GoldenNetwork.Fill(name, [.. shape.Select(size => (long)size)], values.AsSpan());
        return new TensorData(shape, values);
    }
}
