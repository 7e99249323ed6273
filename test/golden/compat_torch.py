"""Writes compat_torch.json: what PyTorch makes of the operations in test/Compat.TorchSharp.Tests/Operations.cs.

    python3 test/golden/compat_torch.py
"""

import os

import torch
import torch.nn.functional as F

import golden

OPERATIONS = {
    "conv2d": ([(2, 4, 9, 8), (6, 2, 3, 3), (6,)], lambda x, w, b: F.conv2d(x, w, b, (2, 1), (1, 2), (1, 2), 2)),
    "conv2d_same": ([(2, 3, 7, 7), (4, 3, 4, 3)], lambda x, w: F.conv2d(x, w, padding="same")),
    "conv2d_channels_last": (
        [(2, 4, 6, 6), (4, 4, 3, 3)],
        lambda x, w: F.conv2d(*(t.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) for t in (x, w)), padding=1),
    ),
    "conv1d": ([(2, 4, 11), (6, 2, 3), (6,)], lambda x, w, b: F.conv1d(x, w, b, 2, 1, 1, 2)),
    "linear": ([(5, 7), (3, 7), (3,)], F.linear),
    "batch_norm_train": (
        [(4, 3, 5, 5), (3,), (3,)],
        lambda x, w, b: F.batch_norm(x, None, None, w, b, True, 0.1, 1e-5),
    ),
    "batch_norm_eval": (
        [(4, 3, 5, 5), (3,), (3,), (3,), (3,)],
        lambda x, w, b, m, v: F.batch_norm(x, m.detach(), v.detach() + 2, w, b, False, 0.1, 1e-5),
    ),
    "relu": ([(3, 7)], F.relu),
    "relu6": ([(3, 7)], lambda x: F.relu6(x * 9)),
    "sigmoid": ([(3, 7)], torch.sigmoid),
    "tanh": ([(3, 7)], torch.tanh),
    "hardsigmoid": ([(3, 7)], lambda x: F.hardsigmoid(x * 5)),
    "hardswish": ([(3, 7)], lambda x: F.hardswish(x * 5)),
    "silu": ([(3, 7)], F.silu),
    "softmax": ([(3, 7)], lambda x: F.softmax(x, 1)),
    "log_softmax": ([(3, 7)], lambda x: F.log_softmax(x, 0)),
    "max_pool1d": ([(2, 3, 9)], lambda x: F.max_pool1d(x, 3, 2, 1)),
    "max_pool2d": ([(2, 3, 9, 8)], lambda x: F.max_pool2d(x, 3, 2, 1)),
    "max_pool2d_ceil": ([(2, 3, 9, 8)], lambda x: F.max_pool2d(x, (3, 2), ceil_mode=True)),
    "avg_pool1d": ([(2, 3, 9)], lambda x: F.avg_pool1d(x, 3, 2, 1)),
    "avg_pool2d": ([(2, 3, 9, 8)], lambda x: F.avg_pool2d(x, 2)),
    "avg_pool2d_divisor": ([(2, 3, 9, 8)], lambda x: F.avg_pool2d(x, (3, 2), (2, 2), (1, 0), False, True, 5)),
    "adaptive_avg_pool1d": ([(2, 3, 9)], lambda x: F.adaptive_avg_pool1d(x, 4)),
    "adaptive_avg_pool2d": ([(2, 3, 9, 8)], lambda x: F.adaptive_avg_pool2d(x, (3, 2))),
    "adaptive_avg_pool2d_one": ([(2, 3, 9, 8)], lambda x: F.adaptive_avg_pool2d(x, 1)),
    "adaptive_max_pool1d": ([(2, 3, 9)], lambda x: F.adaptive_max_pool1d(x, 4)),
    "adaptive_max_pool2d": ([(2, 3, 9, 8)], lambda x: F.adaptive_max_pool2d(x, (3, 2))),
    "pad_reflect": ([(2, 3, 5, 5)], lambda x: F.pad(x, (1, 2, 2, 1), "reflect")),
    "pad_constant": ([(2, 3, 5, 5)], lambda x: F.pad(x, (1, 2), "constant", 0.5)),
    "cross_entropy": ([(4, 5)], lambda x: F.cross_entropy(x, torch.tensor([1, 0, 4, 2]))),
    "cross_entropy_smooth": (
        [(4, 5), (5,)],
        lambda x, w: F.cross_entropy(x, torch.tensor([1, 0, -7, 2]), w.detach() + 2, ignore_index=-7, reduction="sum",
                                     label_smoothing=0.1),
    ),
    "nll_loss": ([(4, 5)], lambda x: F.nll_loss(F.log_softmax(x, 1), torch.tensor([1, 0, 4, 2]), reduction="none")),
    "mse_loss": ([(4, 5), (4, 5)], F.mse_loss),
    "binary_cross_entropy_with_logits": (
        [(4, 5), (4, 5)],
        lambda x, y: F.binary_cross_entropy_with_logits(x, (y.detach() + 1) / 2),
    ),
    "add_broadcast": ([(2, 3, 4), (3, 1)], lambda x, y: torch.add(x, y, alpha=2)),
    "sub_scalar": ([(3, 4)], lambda x: 1 - (x - 0.25)),
    "mul_gate": ([(2, 3, 4, 4), (2, 3, 1, 1)], lambda x, g: x * torch.sigmoid(g)),
    "div": ([(3, 4), (3, 4)], lambda x, y: x / (y + 2) + 3 / (x + 2)),
    "pow_sqrt": ([(3, 4)], lambda x: torch.pow(x + 2, 1.5).sqrt().rsqrt()),
    "exp_log": ([(3, 4)], lambda x: torch.exp(x).log1p().log() + torch.expm1(x).abs()),
    "round": ([(3, 4)], lambda x: x * 3 + torch.round(x * 3) + torch.floor(x * 3) + torch.ceil(x * 3) + torch.trunc(x * 3)),
    "clamp": ([(3, 4)], lambda x: torch.clamp(x, -0.5, 0.25) + x.clamp(min=0)),
    "erf": ([(3, 4)], lambda x: torch.erf(x) + torch.erfinv(x * 0.9)),
    "trigonometry": ([(3, 4)], lambda x: torch.sin(x) * torch.cos(x) + torch.atan(x)),
    "lerp": ([(3, 4), (3, 4), (3, 4)], torch.lerp),
    "addcmul_addcdiv": (
        [(3, 4), (3, 4), (3, 4)],
        lambda x, y, z: x.addcmul(y, z, value=0.5).addcdiv(y, z + 2, value=2),
    ),
    "maximum_minimum": ([(3, 4), (3, 4)], lambda x, y: torch.maximum(x, y) - torch.minimum(x, y)),
    "where": ([(3, 4), (3, 4)], lambda x, y: torch.where(x > 0, x, y)),
    "masked_fill": ([(3, 4)], lambda x: x.masked_fill(x < 0, 7)),
    "matmul": ([(2, 3, 4), (4, 5)], torch.matmul),
    "bmm": ([(2, 3, 4), (2, 4, 5)], torch.bmm),
    "addmm": ([(3, 5), (3, 4), (4, 5)], lambda x, y, z: torch.addmm(x, y, z, beta=0.5, alpha=2)),
    "einsum": ([(2, 3, 4), (4, 5)], lambda x, y: torch.einsum("bij,jk->bk", x, y)),
    "sum": ([(2, 3, 4)], lambda x: x.sum((0, 2), keepdim=True) + x.sum()),
    "mean": ([(2, 3, 4)], lambda x: x.mean((1, 2)) + x.mean()),
    "prod_cumsum": ([(3, 4)], lambda x: torch.prod(x + 2, 1, keepdim=True) + torch.cumsum(x, 1)),
    "std_var": ([(2, 3, 4)], lambda x: x.std((1, 2)) + x.var((1, 2), unbiased=False) + x.std() + x.var()),
    "norm": ([(3, 4)], lambda x: x.norm(2, 1) + x.norm() + x.norm(1)),
    "logsumexp": ([(3, 4)], lambda x: torch.logsumexp(x, 1)),
    "max_min": ([(3, 4)], lambda x: x.max(1)[0] + x.min(1)[0] + x.max() + x.min()),
    "amax_amin": ([(2, 3, 4)], lambda x: torch.amax(x, (0, 2)) - torch.amin(x, (0, 2))),
    "topk_sort": ([(3, 6)], lambda x: x.topk(2, 1)[0].sum() * x.sort(1, descending=True)[0]),
    "views": (
        [(2, 3, 4)],
        lambda x: x.permute(2, 0, 1).reshape(4, 6).t().contiguous().view(3, 2, 4).transpose(0, 2).unsqueeze(1).flatten(1),
    ),
    "expand": ([(3, 1)], lambda x: x.expand(2, 3, 4) * x.squeeze(1).unsqueeze(-1)),
    "flip_roll": ([(3, 4)], lambda x: x.flip((1,)) * x.roll((1, 2), (0, 1))),
    "cat_stack": ([(2, 3), (2, 3)], lambda x, y: torch.cat((torch.stack((x, y)).flatten(0, 1), x * y), 0)),
    "split_chunk": ([(6, 4)], lambda x: x.split((1, 5), 0)[1].chunk(2, 1)[0] * x.split(3, 0)[0].sum()),
    "narrow_select": ([(4, 5)], lambda x: x.narrow(1, 1, 3) * x.select(0, 2)[1:4]),
    "index": ([(4, 5)], lambda x: x[1:, ::2] * x[torch.tensor([0, 2, 1])][:, 1:4] + x[..., -1:][1]),
    "gather": ([(3, 4)], lambda x: x.gather(1, torch.tensor([[0, 3], [2, 2], [1, 0]])) * 2),
    "index_select": ([(4, 3)], lambda x: x.index_select(0, torch.tensor([3, 1, 1]))),
}


def operation(name, shapes, function):
    case = {}
    inputs = [golden.tensor(f"{name}/{i}", shape) for i, shape in enumerate(shapes)]
    case["output"] = golden.summary(function(*inputs))

    inputs = [golden.tensor(f"{name}/{i}", shape, torch.float64).requires_grad_() for i, shape in enumerate(shapes)]
    output = function(*inputs)
    (output * golden.tensor(f"{name}/seed", tuple(output.shape), torch.float64)).sum().backward()
    for i, tensor in enumerate(inputs):
        if tensor.grad is not None:
            case[f"gradient{i}"] = golden.summary(tensor.grad)
    return case


class Gate(torch.nn.Module):
    """Squeeze and excitation."""

    def __init__(self, channels, hidden):
        super().__init__()
        self.squeeze = torch.nn.Conv2d(channels, hidden, 1)
        self.excite = torch.nn.Conv2d(hidden, channels, 1)

    def forward(self, x):
        y = F.relu(self.squeeze(F.adaptive_avg_pool2d(x, 1)))
        return x * torch.sigmoid(self.excite(y))


def network():
    net = torch.nn.Sequential()
    net.add_module("stem", torch.nn.Conv2d(3, 8, 3, padding=1, bias=False))
    net.add_module("norm", torch.nn.BatchNorm2d(8))
    net.add_module("relu", torch.nn.ReLU())
    net.add_module("gate", Gate(8, 2))
    net.add_module("pool", torch.nn.MaxPool2d(2))
    net.add_module("flatten", torch.nn.Flatten())
    net.add_module("classifier", torch.nn.Linear(8 * 16, 5))
    net.double()
    with torch.no_grad():
        for name, parameter in net.named_parameters():
            parameter.copy_(golden.tensor(f"network/{name}", tuple(parameter.shape), torch.float64) * 0.3)
    return net


def training(make_optimizer):
    """Three steps; then the weights and the buffers."""
    net = network()
    optimizer = make_optimizer(net.parameters())
    images = golden.tensor("network/images", (6, 3, 8, 8), torch.float64)
    labels = torch.tensor([0, 1, 2, 3, 4, 0])
    case = {}
    for step in range(3):
        optimizer.zero_grad(set_to_none=False)
        loss = F.cross_entropy(net(images), labels)
        loss.backward()
        optimizer.step()
        case[f"loss{step}"] = golden.summary(loss)
    for name, tensor in net.state_dict().items():
        case[name] = golden.summary(tensor)
    net.eval()
    case["evaluation"] = golden.summary(net(images))
    return case


OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, 0.1),
    "sgd_nesterov": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=5e-4, nesterov=True),
    "sgd_dampened": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, dampening=0.5),
    "adam": lambda p: torch.optim.Adam(p, 1e-2, weight_decay=1e-2),
    "adam_amsgrad": lambda p: torch.optim.Adam(p, 1e-2, amsgrad=True),
    "adamw": lambda p: torch.optim.AdamW(p, 1e-2, weight_decay=1e-2),
}


def rates(make_scheduler):
    parameter = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([parameter], 0.5, momentum=0.9)
    scheduler = make_scheduler(optimizer)
    result = []
    for _ in range(10):
        optimizer.step()
        result.append(scheduler.get_last_lr()[0])
        scheduler.step()
    return {"rates": golden.summary(torch.tensor(result, dtype=torch.float64))}


SCHEDULERS = {
    "lambda": lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda epoch: 0.9**epoch),
    "step": lambda o: torch.optim.lr_scheduler.StepLR(o, 3, 0.5),
    "multistep": lambda o: torch.optim.lr_scheduler.MultiStepLR(o, [2, 5], 0.1),
    "exponential": lambda o: torch.optim.lr_scheduler.ExponentialLR(o, 0.8),
    "linear": lambda o: torch.optim.lr_scheduler.LinearLR(o, 0.25, 1.0, 4),
    "cosine": lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 8, 0.01),
    "one_cycle": lambda o: torch.optim.lr_scheduler.OneCycleLR(o, 0.4, total_steps=10),
    "one_cycle_linear": lambda o: torch.optim.lr_scheduler.OneCycleLR(
        o, 0.4, epochs=5, steps_per_epoch=2, anneal_strategy="linear", three_phase=True
    ),
}


def random_numbers():
    torch.manual_seed(42)
    return {
        "rand": golden.summary(torch.rand(3, 4)),
        "randn": golden.summary(torch.randn(3, 4)),
        "randint": golden.summary(torch.randint(10, (5,))),
        "randperm": golden.summary(torch.randperm(9)),
        "uniform_": golden.summary(torch.empty(6).uniform_(-2, 3)),
        "normal_": golden.summary(torch.empty(20).normal_(1, 2)),
        "bernoulli_": golden.summary(torch.empty(20).bernoulli_(0.3)),
        "dropout": golden.summary(F.dropout(torch.ones(20), 0.4)),
        "linear": golden.summary(torch.nn.Linear(4, 3).weight),
        "conv2d": golden.summary(torch.nn.Conv2d(4, 3, 3).bias),
        "kaiming_normal_": golden.summary(
            torch.nn.init.kaiming_normal_(torch.empty(8, 4, 3, 3), mode="fan_out", nonlinearity="relu")
        ),
    }


def main():
    cases = {name: operation(name, *spec) for name, spec in OPERATIONS.items()}
    cases |= {f"training/{name}": training(make) for name, make in OPTIMIZERS.items()}
    cases |= {f"rates/{name}": rates(make) for name, make in SCHEDULERS.items()}
    cases["random"] = random_numbers()
    golden.write(os.path.join(os.path.dirname(__file__), "compat_torch.json"), cases)


if __name__ == "__main__":
    main()
