// Sample 05: the Squeeze-and-Excitation block alone, in a TorchSharp network and a training loop of your own.
//
//   samples/run.sh 05            a small network with the block and without it, on drawn shapes
//   samples/run.sh 05 EPOCHS
using Microsoft.ML.SqueezeExcite;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

string[] shapes = ["circle", "square", "triangle", "ring", "cross", "stripes"];
const int Batch = 50;
var epochs = int.Parse(args.ElementAtOrDefault(0) ?? "12");
var (images, labels) = Draw(count: 1500, firstSeed: 0);
var (testImages, testLabels) = Draw(count: 600, firstSeed: 100_000);

foreach (var attention in new[] { true, false })
{
    random.manual_seed(1);
    using var network = Network(attention);
    Train(network);
    Console.WriteLine(
        $"{(attention ? "with" : "without")} the block: {network.parameters().Sum(p => p.numel()):N0} parameters, "
        + $"{Accuracy(network):P1} of the test images are right");
}

// (N, 3, 32, 32) -> (N, 6). The block takes and gives (N, C, H, W), so it fits after any convolution.
Module<Tensor, Tensor> Network(bool attention)
{
    Module<Tensor, Tensor> Gate(long channels) =>
        attention ? new SqueezeExcitationBlock(channels, new SqueezeExcitation { ReductionRatio = 4 }) : Identity();
    Module<Tensor, Tensor> Stage(long from, long to) =>
        Sequential(Conv2d(from, to, 3, stride: 2, padding: 1, bias: false), BatchNorm2d(to), ReLU(), Gate(to));
    return Sequential(Stage(3, 16), Stage(16, 32), Stage(32, 64), AdaptiveAvgPool2d(1), Flatten(), Linear(64, shapes.Length));
}

void Train(Module<Tensor, Tensor> network)
{
    network.train();
    using var optimizer = optim.SGD(network.parameters(), 0.05, 0.9);
    for (var step = 0; step < epochs * images.shape[0] / Batch; step++)
    {
        using var scope = NewDisposeScope();
        var first = step * Batch % images.shape[0];
        var loss = functional.cross_entropy(network.call(images.narrow(0, first, Batch)), labels.narrow(0, first, Batch));
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
    }
}

double Accuracy(Module<Tensor, Tensor> network)
{
    using var noGrad = no_grad();
    using var scope = NewDisposeScope();
    network.eval();
    return network.call(testImages).argmax(1).eq(testLabels).to_type(ScalarType.Float32).mean().item<float>();
}

// Pixel values in (N, C, H, W) order, and classes: the shapes in turn.
(Tensor Images, Tensor Labels) Draw(int count, int firstSeed)
{
    var pixels = Enumerable.Range(0, count)
        .SelectMany(i => Shapes.Draw(shapes[i % shapes.Length], firstSeed + i))
        .Select(value => value / 128f - 1)
        .ToArray();
    using var scope = NewDisposeScope();
    return (
        tensor(pixels, [count, Shapes.Side, Shapes.Side, 4])
            .permute(0, 3, 1, 2)
            .narrow(1, 0, 3)
            .contiguous()
            .MoveToOuterDisposeScope(),
        tensor(Enumerable.Range(0, count).Select(i => (long)(i % shapes.Length)).ToArray()).MoveToOuterDisposeScope());
}
