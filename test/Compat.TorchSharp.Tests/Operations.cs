using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Compat.TorchSharpTests;

/// <summary>The operations of test/golden/compat_torch.py, one by one and by the same names.</summary>
internal static class Operations
{
    public static readonly IReadOnlyDictionary<string, (long[][] Shapes, Func<Tensor[], Tensor> Function)> All =
        new Dictionary<string, (long[][], Func<Tensor[], Tensor>)>
        {
            ["conv2d"] = ([[2, 4, 9, 8], [6, 2, 3, 3], [6]], t => F.conv2d(t[0], t[1], t[2], [2, 1], [1, 2], [1, 2], 2)),
            ["conv2d_same"] = ([[2, 3, 7, 7], [4, 3, 4, 3]], t => F.conv2d_padding(t[0], t[1], padding: Padding.Same)),
            ["conv2d_channels_last"] = ([[2, 4, 6, 6], [4, 4, 3, 3]],
                t => F.conv2d(ChannelsLast(t[0]), ChannelsLast(t[1]), padding: [1, 1])),
            ["conv1d"] = ([[2, 4, 11], [6, 2, 3], [6]], t => F.conv1d(t[0], t[1], t[2], 2, 1, 1, 2)),
            ["linear"] = ([[5, 7], [3, 7], [3]], t => F.linear(t[0], t[1], t[2])),
            ["batch_norm_train"] = ([[4, 3, 5, 5], [3], [3]],
                t => F.batch_norm(t[0], null, null, t[1], t[2], true, 0.1, 1e-5)),
            ["batch_norm_eval"] = ([[4, 3, 5, 5], [3], [3], [3], [3]],
                t => F.batch_norm(t[0], t[3].detach(), t[4].detach() + 2, t[1], t[2], false, 0.1, 1e-5)),
            ["relu"] = ([[3, 7]], t => F.relu(t[0])),
            ["relu6"] = ([[3, 7]], t => F.relu6(t[0] * 9)),
            ["sigmoid"] = ([[3, 7]], t => F.sigmoid(t[0])),
            ["tanh"] = ([[3, 7]], t => F.tanh(t[0])),
            ["hardsigmoid"] = ([[3, 7]], t => F.hardsigmoid(t[0] * 5)),
            ["hardswish"] = ([[3, 7]], t => F.hardswish(t[0] * 5)),
            ["silu"] = ([[3, 7]], t => F.silu(t[0])),
            ["softmax"] = ([[3, 7]], t => F.softmax(t[0], 1)),
            ["log_softmax"] = ([[3, 7]], t => F.log_softmax(t[0], 0)),
            ["max_pool1d"] = ([[2, 3, 9]], t => F.max_pool1d(t[0], 3, 2, 1)),
            ["max_pool2d"] = ([[2, 3, 9, 8]], t => F.max_pool2d(t[0], 3, 2, 1)),
            ["max_pool2d_ceil"] = ([[2, 3, 9, 8]], t => F.max_pool2d(t[0], (3, 2), ceil_mode: true)),
            ["avg_pool1d"] = ([[2, 3, 9]], t => F.avg_pool1d(t[0], 3, 2, 1)),
            ["avg_pool2d"] = ([[2, 3, 9, 8]], t => F.avg_pool2d(t[0], 2)),
            ["avg_pool2d_divisor"] = ([[2, 3, 9, 8]],
                t => F.avg_pool2d(t[0], (3, 2), (2, 2), (1, 0), divisor_override: 5)),
            ["adaptive_avg_pool1d"] = ([[2, 3, 9]], t => F.adaptive_avg_pool1d(t[0], 4)),
            ["adaptive_avg_pool2d"] = ([[2, 3, 9, 8]], t => F.adaptive_avg_pool2d(t[0], (3, 2))),
            ["adaptive_avg_pool2d_one"] = ([[2, 3, 9, 8]], t => F.adaptive_avg_pool2d(t[0], 1)),
            ["adaptive_max_pool1d"] = ([[2, 3, 9]], t => F.adaptive_max_pool1d(t[0], 4)),
            ["adaptive_max_pool2d"] = ([[2, 3, 9, 8]], t => F.adaptive_max_pool2d(t[0], [3, 2])),
            ["pad_reflect"] = ([[2, 3, 5, 5]], t => F.pad(t[0], (1, 2, 2, 1), PaddingModes.Reflect)),
            ["pad_constant"] = ([[2, 3, 5, 5]], t => F.pad(t[0], (1, 2), PaddingModes.Constant, 0.5)),
            ["cross_entropy"] = ([[4, 5]], t => F.cross_entropy(t[0], Classes(1, 0, 4, 2))),
            ["cross_entropy_smooth"] = ([[4, 5], [5]],
                t => F.cross_entropy(t[0], Classes(1, 0, -7, 2), t[1].detach() + 2, -7, Reduction.Sum, 0.1)),
            ["nll_loss"] = ([[4, 5]],
                t => F.nll_loss(F.log_softmax(t[0], 1), Classes(1, 0, 4, 2), reduction: Reduction.None)),
            ["mse_loss"] = ([[4, 5], [4, 5]], t => F.mse_loss(t[0], t[1])),
            ["binary_cross_entropy_with_logits"] = ([[4, 5], [4, 5]],
                t => F.binary_cross_entropy_with_logits(t[0], (t[1].detach() + 1) / 2)),
            ["add_broadcast"] = ([[2, 3, 4], [3, 1]], t => t[0].add(t[1], alpha: 2)),
            ["sub_scalar"] = ([[3, 4]], t => 1 - (t[0] - 0.25)),
            ["mul_gate"] = ([[2, 3, 4, 4], [2, 3, 1, 1]], t => t[0] * sigmoid(t[1])),
            ["div"] = ([[3, 4], [3, 4]], t => (t[0] / (t[1] + 2)) + (3 / (t[0] + 2))),
            ["pow_sqrt"] = ([[3, 4]], t => pow(t[0] + 2, 1.5).sqrt().rsqrt()),
            ["exp_log"] = ([[3, 4]], t => exp(t[0]).log1p().log() + expm1(t[0]).abs()),
            ["round"] = ([[3, 4]], t => (t[0] * 3) + round(t[0] * 3) + floor(t[0] * 3) + ceil(t[0] * 3) + trunc(t[0] * 3)),
            ["clamp"] = ([[3, 4]], t => t[0].clamp((Scalar)(-0.5), 0.25) + t[0].clamp_min(0)),
            ["erf"] = ([[3, 4]], t => t[0].erf() + (t[0] * 0.9).erfinv()),
            ["trigonometry"] = ([[3, 4]], t => (sin(t[0]) * cos(t[0])) + t[0].atan()),
            ["lerp"] = ([[3, 4], [3, 4], [3, 4]], t => t[0].lerp(t[1], t[2])),
            ["addcmul_addcdiv"] = ([[3, 4], [3, 4], [3, 4]],
                t => t[0].addcmul(t[1], t[2], value: 0.5).addcdiv(t[1], t[2] + 2, value: 2)),
            ["maximum_minimum"] = ([[3, 4], [3, 4]], t => maximum(t[0], t[1]) - minimum(t[0], t[1])),
            ["where"] = ([[3, 4], [3, 4]], t => where(t[0] > 0, t[0], t[1])),
            ["masked_fill"] = ([[3, 4]], t => t[0].masked_fill(t[0] < 0, 7)),
            ["matmul"] = ([[2, 3, 4], [4, 5]], t => matmul(t[0], t[1])),
            ["bmm"] = ([[2, 3, 4], [2, 4, 5]], t => t[0].bmm(t[1])),
            ["addmm"] = ([[3, 5], [3, 4], [4, 5]], t => t[0].addmm(t[1], t[2], beta: 0.5f, alpha: 2)),
            ["einsum"] = ([[2, 3, 4], [4, 5]], t => einsum("bij,jk->bk", t[0], t[1])),
            ["sum"] = ([[2, 3, 4]], t => t[0].sum([0, 2], keepdim: true) + t[0].sum()),
            ["mean"] = ([[2, 3, 4]], t => t[0].mean([1, 2]) + t[0].mean()),
            ["prod_cumsum"] = ([[3, 4]], t => (t[0] + 2).prod(1, keepdim: true) + t[0].cumsum(1)),
            ["std_var"] = ([[2, 3, 4]],
                t => t[0].std([1, 2]) + t[0].var([1, 2], unbiased: false) + t[0].std() + t[0].var()),
            ["norm"] = ([[3, 4]], t => t[0].norm(1, p: 2) + t[0].norm() + t[0].norm(1.0f)),
            ["logsumexp"] = ([[3, 4]], t => t[0].logsumexp(1)),
            ["max_min"] = ([[3, 4]], t => t[0].max(1).values + t[0].min(1).values + t[0].max() + t[0].min()),
            ["amax_amin"] = ([[2, 3, 4]], t => t[0].amax(0, 2) - t[0].amin(0, 2)),
            ["topk_sort"] = ([[3, 6]], t => t[0].topk(2, 1).values.sum() * t[0].sort(1, descending: true).Values),
            ["views"] = ([[2, 3, 4]], t => t[0].permute(2, 0, 1).reshape(4, 6).t().contiguous().view(3, 2, 4)
                .transpose(0, 2).unsqueeze(1).flatten(1)),
            ["expand"] = ([[3, 1]], t => t[0].expand(2, 3, 4) * t[0].squeeze(1).unsqueeze(-1)),
            ["flip_roll"] = ([[3, 4]], t => t[0].flip(1) * t[0].roll((1, 2), (0, 1))),
            ["cat_stack"] = ([[2, 3], [2, 3]], t => cat([stack([t[0], t[1]]).flatten(0, 1), t[0] * t[1]], 0)),
            ["split_chunk"] = ([[6, 4]],
                t => t[0].split([1, 5], dim: 0)[1].chunk(2, 1)[0] * t[0].split(3, 0)[0].sum()),
            ["narrow_select"] = ([[4, 5]], t => t[0].narrow(1, 1, 3) * t[0].select(0, 2)[1..4]),
            ["index"] = ([[4, 5]], t =>
                (t[0][1.., TensorIndex.Slice(step: 2)] * t[0][tensor([0L, 2, 1])][TensorIndex.Colon, 1..4])
                + t[0][TensorIndex.Ellipsis, ^1..][1]),
            ["gather"] = ([[3, 4]], t => t[0].gather(1, tensor(new long[,] { { 0, 3 }, { 2, 2 }, { 1, 0 } })) * 2),
            ["index_select"] = ([[4, 3]], t => t[0].index_select(0, Classes(3, 1, 1))),
        };

    private static Tensor ChannelsLast(Tensor t) => t.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private static Tensor Classes(params long[] classes) => tensor(classes);
}
