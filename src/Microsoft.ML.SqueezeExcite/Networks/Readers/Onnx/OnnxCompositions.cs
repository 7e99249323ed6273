using Microsoft.ML.SqueezeExcite.Onnx;
using static Microsoft.ML.SqueezeExcite.OnnxNodes;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The operations that take several ONNX operators. The last one's output is the operation's.</summary>
internal static class OnnxCompositions
{
    // (N, C, H, W) -> (N, C * H * W) -> (N, out)
    public static IEnumerable<NodeProto> Linear(string name, string[] operands, string output)
    {
        var flat = $"{name}.flat";
        return
        [
            Node("Flatten", flat, [operands[0]], flat, Int("axis", 1)),
            Node("Gemm", name, [flat, .. operands[1..]], output, Int("transB", 1)),
        ];
    }

    // (N, C, H, W) -> (N, groups, C / groups, H, W) -> (N, C / groups, groups, H, W) -> (N, C, H, W)
    public static IEnumerable<NodeProto> Shuffle(int groups, FeatureShape shape, string name, string input, string output)
    {
        var (split, swap) = ($"{name}.split", $"{name}.swap");
        var (grouped, flat) = ($"{name}.grouped_shape", $"{name}.shape");
        return
        [
            Node(
                "Constant",
                grouped,
                [],
                grouped,
                Ints("value_ints", 0, groups, shape.Channels / groups, shape.Height, shape.Width)),
            Node("Constant", flat, [], flat, Ints("value_ints", 0, shape.Channels, shape.Height, shape.Width)),
            Node("Reshape", split, [input, grouped], split),
            Node("Transpose", swap, [split], swap, Ints("perm", 0, 2, 1, 3, 4)),
            Node("Reshape", name, [swap, flat], output),
        ];
    }

    public static IEnumerable<NodeProto> Multiply(double factor, string name, string input, string output)
    {
        var constant = $"{name}.factor";
        return [Scalar(constant, (float)factor), Node("Mul", name, [input, constant], output)];
    }

    public static IEnumerable<NodeProto> ReLU6(string name, string input, string output)
    {
        var (low, high) = ($"{name}.low", $"{name}.high");
        return [Scalar(low, 0), Scalar(high, 6), Node("Clip", name, [input, low, high], output)];
    }

    private static NodeProto Scalar(string name, float value) => Node("Constant", name, [], name, Float("value_float", value));
}
