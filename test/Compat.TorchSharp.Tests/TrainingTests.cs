using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Compat.TorchSharpTests;

public class TrainingTests
{
    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, optim.Optimizer>> Optimizers = new()
    {
        ["sgd"] = p => optim.SGD(p, 0.1),
        ["sgd_nesterov"] = p => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 5e-4, nesterov: true),
        ["sgd_dampened"] = p => optim.SGD(p, 0.1, momentum: 0.9, dampening: 0.5),
        ["adam"] = p => optim.Adam(p, 1e-2, weight_decay: 1e-2),
        ["adam_amsgrad"] = p => optim.Adam(p, 1e-2, amsgrad: true),
        ["adamw"] = p => optim.AdamW(p, 1e-2, weight_decay: 1e-2),
    };

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_ThreeTimes_MatchesPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var expected = Golden.Case($"training/{name}");
        using var network = Network();
        using var optimizer = Optimizers[name](network.parameters());
        var images = Golden.Input("network/images", [6, 3, 8, 8], float64);
        var labels = tensor([0L, 1, 2, 3, 4, 0]);

        for (var step = 0; step < 3; step++)
        {
            using var inner = NewDisposeScope();
            optimizer.zero_grad();
            var loss = functional.cross_entropy(network.call(images), labels);
            loss.backward();
            optimizer.step();
            loss.Matches(expected[$"loss{step}"], Golden.Double, $"{name}, loss {step}");
        }

        foreach (var (key, tensor) in network.state_dict())
            tensor.Matches(expected[key], Golden.Double, $"{name}, {key}");
        network.eval();
        network.call(images).Matches(expected["evaluation"], Golden.Double, $"{name}, evaluation");
    }

    private static Sequential Network()
    {
        var network = Sequential(
            ("stem", Conv2d(3, 8, 3, padding: 1, bias: false)),
            ("norm", BatchNorm2d(8)),
            ("relu", ReLU()),
            ("gate", new Gate(8, 2)),
            ("pool", MaxPool2d(2)),
            ("flatten", Flatten()),
            ("classifier", Linear(8 * 16, 5)));
        network.@double();
        using var unrecorded = no_grad();
        foreach (var (name, parameter) in network.named_parameters())
            parameter.copy_(Golden.Input($"network/{name}", parameter.shape, float64) * 0.3);
        return network;
    }

    private sealed class Gate : Module<Tensor, Tensor>
    {
        [ComponentName(Name = "squeeze")]
        private readonly Conv2d _squeeze;

        [ComponentName(Name = "excite")]
        private readonly Conv2d _excite;

        public Gate(long channels, long hidden)
            : base(nameof(Gate))
        {
            _squeeze = Conv2d(channels, hidden, 1);
            _excite = Conv2d(hidden, channels, 1);
            RegisterComponents();
        }

        // (N,C,H,W) -> (N,C,1,1) -> (N,C,H,W)
        public override Tensor forward(Tensor input)
        {
            using var pooled = functional.adaptive_avg_pool2d(input, 1);
            return input * functional.sigmoid(_excite.call(functional.relu(_squeeze.call(pooled))));
        }
    }
}
