using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Files of weights as a source would have written them: a network's own, renamed the other way round.</summary>
internal static class ForeignFile
{
    /// <summary>A network whose tensors all have values of their own.</summary>
    public static TorchNetwork Network(string architecture, FeatureShape image, int classes, SqueezeExcitation? attention = null)
    {
        var module = TorchNetwork.Create(Networks.Create(architecture, image, classes, attention), 21, CPU);
        using var noGrad = no_grad();
        foreach (var (name, values) in module.state_dict().Where(pair => pair.Value.dim() == 1))
        {
            var random = new RandomStream(5, RandomStream.Key(name));
            using var changes = tensor(
                Enumerable.Range(0, (int)values.numel()).Select(_ => (float)random.NextDouble() / 2).ToArray());
            values.add_(changes);
        }

        return module;
    }

    /// <summary>A tensor under a source's name, and in its shape.</summary>
    public static (string Name, TensorData Weights) As(string source, string name, TensorData weights) =>
        source switch
        {
            "Cadene or timm legacy" => (
                Regex.Replace(
                    Regex.Replace(Regex.Replace(name, @"^(conv|bn)", "layer0.$1"), @"\.se\.", ".se_module."),
                    @"^fc\.",
                    "last_linear."),
                weights),
            "Cadene" => (Regex.Replace(name, @"^fc\.", "last_linear."), weights),
            "moskomule" when name.EndsWith(".se.fc1.weight", StringComparison.Ordinal) => (
                name.Replace("fc1", "fc.0", StringComparison.Ordinal),
                weights with
                {
                    Shape = [.. weights.Shape.Take(2)],
                }),
            "moskomule" when name.EndsWith(".se.fc2.weight", StringComparison.Ordinal) => (
                name.Replace("fc2", "fc.2", StringComparison.Ordinal),
                weights with
                {
                    Shape = [.. weights.Shape.Take(2)],
                }),
            _ => (name, weights),
        };

    /// <summary>
    /// Writes a network's weights as a source has them; <paramref name="change"/> may leave one out or make it another.
    /// </summary>
    public static void Write(
        string path,
        TorchNetwork network,
        string source = "torchvision or timm",
        string prefix = "",
        Func<string, TensorData, IEnumerable<(string, TensorData)>>? change = null)
    {
        var tensors = ModuleWeights.Read(network)
            .SelectMany(pair => change?.Invoke(pair.Key, pair.Value) ?? [(pair.Key, pair.Value)])
            .Select(pair => As(source, pair.Item1, pair.Item2))
            .Select(pair => TensorSource.Of(prefix + pair.Name, pair.Weights));
        using var stream = File.Create(path);
        SafetensorsWriter.Write(stream, [.. tensors]);
    }

    /// <summary>The logits of a network whose first weights are others, once it has those of a file.</summary>
    public static float[] Logits(WeightImport weights)
    {
        using var module = TorchNetwork.Create(weights.Network, 99, CPU);
        ModuleWeights.Load(module, weights.Read());
        return Logits(module);
    }

    /// <summary>The logits of one image.</summary>
    public static float[] Logits(TorchNetwork module)
    {
        var shape = module.Network.Input;
        var random = new RandomStream(9);
        using var image = tensor(
            Enumerable.Range(0, (int)shape.Count).Select(_ => (float)random.NextNormal()).ToArray(),
            [1, shape.Channels, shape.Height, shape.Width]);
        using var mode = inference_mode();
        module.eval();
        using var logits = module.call(image);
        return logits.data<float>().ToArray();
    }
}
