using System.Text.Json;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Microsoft.ML.SqueezeExcite.Onnx;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class OnnxModelTests
{
    private static readonly ChannelStatistics Statistics = new([120, 110, 100], [60, 65, 70]);

    [Theory]
    [InlineData("se-resnet-8-cifar", SqueezeExcitationPlacement.Standard, SqueezeKind.Average, ActivationFunction.Sigmoid)]
    [InlineData("se-resnet-8-cifar", SqueezeExcitationPlacement.Pre, SqueezeKind.Max, ActivationFunction.Tanh)]
    [InlineData("se-resnet-8-cifar", SqueezeExcitationPlacement.Post, SqueezeKind.None, ActivationFunction.Sigmoid)]
    [InlineData("se-resnet-8-cifar", SqueezeExcitationPlacement.Identity, SqueezeKind.Average, ActivationFunction.ReLU)]
    [InlineData("se-resnet-18", SqueezeExcitationPlacement.Inside3x3, SqueezeKind.Average, ActivationFunction.Sigmoid)]
    [InlineData("se-resnet-50", SqueezeExcitationPlacement.Standard, SqueezeKind.Average, ActivationFunction.Sigmoid)]
    [InlineData("resnet-50", SqueezeExcitationPlacement.Standard, SqueezeKind.Average, ActivationFunction.Sigmoid)]
    public void Create_TrainedNetwork_GivesTheLogitsOfLibtorch(
        string name, SqueezeExcitationPlacement placement, SqueezeKind squeeze, ActivationFunction gate)
    {
        var side = name.EndsWith("cifar", StringComparison.Ordinal) ? 20 : 80;
        var image = new FeatureShape(3, side, side);
        var attention = new SqueezeExcitation { Placement = placement, Squeeze = squeeze, Gate = gate, ReductionRatio = 4 };
        using var module = TorchNetwork.Create(Networks.Create(name, image, 6, attention), 2, CPU);
        var pixels = Pixels(image, 4);
        Train(module, pixels, image);

        var expected = Logits(module, pixels, image);
        var model = OnnxModel.Create(module.Network, ModuleWeights.Read(module), Statistics, [.. "abcdef".Select(c => $"{c}")]);
        Assert.DoesNotContain(model.Graph.Node, node => node.OpType == "BatchNormalization");
        model.Graph.Output.Add(OnnxNodes.Rows("logits", TensorProto.Types.DataType.Float, 6));
        using var session = new InferenceSession(model.ToByteArray());
        using var results = session.Run([
            NamedOnnxValue.CreateFromTensor(OnnxModel.Input, new DenseTensor<float>(pixels, [4, 3, side, side])),
        ]);
        float[] Output(string output) => [.. results.Single(result => result.Name == output).AsEnumerable<float>()];

        Agreement.Within(1e-4, expected, Output("logits"));
        var scores = Output(OnnxModel.Score).Chunk(6).ToArray();
        Assert.All(scores, row => Assert.Equal(1, row.Sum(), 1e-5f));
        Assert.Equal(
            scores.Select(row => (long)Array.IndexOf(row, row.Max())),
            results.Single(result => result.Name == OnnxModel.Class).AsEnumerable<long>());
    }

    [Fact]
    public void Create_Metadata_SaysWhatTheModelIs()
    {
        using var module = TorchNetwork.Create(Networks.Create("se-resnet-8-cifar", new FeatureShape(3, 16, 24), 2), 2, CPU);
        using var session = new InferenceSession(
            OnnxModel.Create(module.Network, ModuleWeights.Read(module), Statistics, ["a\"b", "ü"]).ToByteArray());
        var metadata = session.ModelMetadata;
        Assert.Equal("Microsoft.ML.SqueezeExcite", metadata.ProducerName);
        Assert.Equal(["a\"b", "ü"], JsonSerializer.Deserialize<string[]>(metadata.CustomMetadataMap["labels"])!);
        Assert.Equal([3, 16, 24], JsonSerializer.Deserialize<int[]>(metadata.CustomMetadataMap["shape"])!);
        Assert.Equal([120, 110, 100], JsonSerializer.Deserialize<float[]>(metadata.CustomMetadataMap["mean"])!);
        Assert.Equal("se-resnet-8-cifar", metadata.CustomMetadataMap["architecture"]);
    }

    private static float[] Pixels(FeatureShape image, int count)
    {
        var random = new RandomStream(11);
        return [.. Enumerable.Range(0, (int)image.Count * count).Select(_ => (float)random.Next(256))];
    }

    private static Tensor Normalized(float[] pixels, FeatureShape image)
    {
        using var x = tensor(pixels, [pixels.Length / image.Count, image.Channels, image.Height, image.Width]);
        using var mean = tensor(Statistics.Mean.ToArray(), [1, 3, 1, 1]);
        using var deviation = tensor(Statistics.Deviation.ToArray(), [1, 3, 1, 1]);
        using var centred = x - mean;
        return centred / deviation;
    }

    // A few steps, so that running statistics and weights are those of no fresh network.
    private static void Train(TorchNetwork module, float[] pixels, FeatureShape image)
    {
        using var optimizer = new SgdOptimizer(
            module.named_parameters().Select(p => new OptimizedParameter(p.name, p.parameter)),
            0.9,
            0,
            nesterov: true);
        using var x = Normalized(pixels, image);
        using var labels = tensor(new long[] { 0, 1, 2, 5 });
        module.train();
        for (var step = 0; step < 3; step++)
        {
            using var logits = module.call(x);
            using var loss = nn.functional.cross_entropy(logits, labels);
            loss.backward();
            optimizer.Step(0.01);
        }
    }

    private static float[] Logits(TorchNetwork module, float[] pixels, FeatureShape image)
    {
        module.eval();
        using var mode = inference_mode();
        using var x = Normalized(pixels, image);
        using var logits = module.call(x);
        return logits.data<float>().ToArray();
    }
}
