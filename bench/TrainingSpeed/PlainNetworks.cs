using System.Globalization;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

#pragma warning disable IDE1006 // TorchSharp names parameters after the fields, and PyTorch's names have no underscore

namespace TrainingSpeed;

/// <summary>
/// SE-ResNets (arXiv 1709.01507) as TorchSharp's own examples write networks: modules, and nothing else. A peer of the benchmark.
/// </summary>
internal static class PlainNetworks
{
    /// <summary>The network of one of our names, se-resnet-N (N at least 50) or se-resnet-N-cifar.</summary>
    public static Module<Tensor, Tensor> Create(string name, int classes)
    {
        var depth = int.Parse(name.Split('-')[2], CultureInfo.InvariantCulture);
        return name.EndsWith("-cifar", StringComparison.Ordinal)
            ? Cifar((depth - 2) / 6, classes)
            : ImageNet(Blocks(depth), classes);
    }

    private static int[] Blocks(int depth) => depth switch
    {
        50 => [3, 4, 6, 3],
        101 => [3, 4, 23, 3],
        152 => [3, 8, 36, 3],
        _ => throw new ArgumentException($"the peer has 50, 101 and 152 layers, was asked for {depth}"),
    };

    // (N, 3, 32, 32) -> (N, classes)
    private static Module<Tensor, Tensor> Cifar(int units, int classes)
    {
        List<Module<Tensor, Tensor>> layers = [Conv2d(3, 16, 3, padding: 1, bias: false), BatchNorm2d(16), ReLU(inplace: true)];
        var channels = 16;
        foreach (var (stage, width) in new[] { 16, 32, 64 }.Index())
        {
            for (var unit = 0; unit < units; unit++)
            {
                layers.Add(new BasicUnit(channels, width, stage > 0 && unit == 0 ? 2 : 1));
                channels = width;
            }
        }

        return Sequential([.. layers, AdaptiveAvgPool2d(1), Flatten(), Linear(channels, classes)]);
    }

    // (N, 3, 224, 224) -> (N, classes)
    private static Module<Tensor, Tensor> ImageNet(int[] blocks, int classes)
    {
        List<Module<Tensor, Tensor>> layers =
        [
            Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false),
            BatchNorm2d(64),
            ReLU(inplace: true),
            MaxPool2d(3, stride: 2, padding: 1),
        ];
        var channels = 64;
        foreach (var (stage, count) in blocks.Index())
        {
            for (var unit = 0; unit < count; unit++)
            {
                layers.Add(new BottleneckUnit(channels, 64 << stage, stage > 0 && unit == 0 ? 2 : 1));
                channels = 4 * (64 << stage);
            }
        }

        return Sequential([.. layers, AdaptiveAvgPool2d(1), Flatten(), Linear(channels, classes)]);
    }

    private static Module<Tensor, Tensor> Shortcut(int from, int to, int stride) => stride == 1 && from == to
        ? Identity()
        : Sequential(Conv2d(from, to, 1, stride: stride, bias: false), BatchNorm2d(to));

    /// <summary>The block: (N, C, H, W) -> (N, C, H, W).</summary>
    private sealed class Excitation : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> gate;

        public Excitation(int channels)
            : base(nameof(Excitation))
        {
            var hidden = Math.Max(1, channels / 16);
            gate = Sequential(AdaptiveAvgPool2d(1), Conv2d(channels, hidden, 1), ReLU(), Conv2d(hidden, channels, 1), Sigmoid());
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => x * gate.call(x);
    }

    private sealed class BasicUnit : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> residual;
        private readonly Module<Tensor, Tensor> shortcut;

        public BasicUnit(int from, int width, int stride)
            : base(nameof(BasicUnit))
        {
            residual = Sequential(
                Conv2d(from, width, 3, stride: stride, padding: 1, bias: false), BatchNorm2d(width), ReLU(inplace: true),
                Conv2d(width, width, 3, padding: 1, bias: false), BatchNorm2d(width), new Excitation(width));
            shortcut = Shortcut(from, width, stride);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => functional.relu(residual.call(x) + shortcut.call(x), inplace: true);
    }

    private sealed class BottleneckUnit : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> residual;
        private readonly Module<Tensor, Tensor> shortcut;

        public BottleneckUnit(int from, int width, int stride)
            : base(nameof(BottleneckUnit))
        {
            residual = Sequential(
                Conv2d(from, width, 1, bias: false), BatchNorm2d(width), ReLU(inplace: true),
                Conv2d(width, width, 3, stride: stride, padding: 1, bias: false), BatchNorm2d(width), ReLU(inplace: true),
                Conv2d(width, 4 * width, 1, bias: false), BatchNorm2d(4 * width), new Excitation(4 * width));
            shortcut = Shortcut(from, 4 * width, stride);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => functional.relu(residual.call(x) + shortcut.call(x), inplace: true);
    }
}
