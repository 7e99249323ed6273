using TorchSharp;
using static TorchSharp.torch;

namespace Compat.TorchSharpTests;

public class TrainingTests
{
    [Fact]
    public void Step_SmallNetwork_LossFalls()
    {
        manual_seed(1);
        using var network = nn.Sequential(
            ("conv", nn.Conv2d(3, 8, 3, padding: 1, bias: false)),
            ("norm", nn.BatchNorm2d(8)),
            ("relu", nn.ReLU(inplace: true)),
            ("pool", nn.AdaptiveAvgPool2d(1)),
            ("flatten", nn.Flatten()),
            ("linear", nn.Linear(8, 4)));
        using var optimizer = optim.SGD(network.parameters(), 0.5, momentum: 0.9, nesterov: true);
        using var images = randn(16, 3, 8, 8);
        using var labels = randint(4, [16]);
        var losses = new List<float>();
        for (var step = 0; step < 30; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(network.call(images), labels);
            loss.backward();
            optimizer.step();
            losses.Add(loss.ToSingle());
        }

        Assert.True(losses[^1] < 0.8 * losses[0], string.Join(' ', losses));
    }
}
