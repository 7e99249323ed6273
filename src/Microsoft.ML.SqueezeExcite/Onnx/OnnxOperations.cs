using Microsoft.ML.SqueezeExcite.Onnx;
using static Microsoft.ML.SqueezeExcite.OnnxNodes;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The graph's operations as ONNX operators (opset 17).</summary>
internal static class OnnxOperations
{
    /// <summary>The operators of one node; the last one's output is <paramref name="output"/>.</summary>
    /// <param name="node">The node; its parameters are initializers under its name.</param>
    /// <param name="inputs">The names of what it reads.</param>
    /// <param name="output">The name of what it makes.</param>
    public static IEnumerable<NodeProto> Of(NetworkNode node, string[] inputs, string output)
    {
        string[] operands = [.. inputs, .. node.Operation.Parameters.Select(parameter => $"{node.Name}.{parameter.Name}")];
        NodeProto One(string type, params AttributeProto[] attributes) => Node(type, node.Name, operands, output, attributes);
        return node.Operation switch
        {
            Convolution c => [One(
                "Conv",
                Ints("kernel_shape", c.Kernel.Height, c.Kernel.Width),
                Ints("strides", c.Stride.Height, c.Stride.Width),
                Ints("pads", c.Padding.Height, c.Padding.Width, c.Padding.Height, c.Padding.Width),
                Int("group", c.Groups))],
            BatchNormalization b => [Node(
                "BatchNormalization",
                node.Name,
                [.. operands, $"{node.Name}.running_mean", $"{node.Name}.running_var"],
                output,
                Float("epsilon", (float)b.Epsilon))],
            Linear => FlattenedLinear(node.Name, operands, output),
            Activation a => [One(Operator(a.Function))],
            MaxPool p => [One(
                "MaxPool",
                Ints("kernel_shape", p.Kernel.Height, p.Kernel.Width),
                Ints("strides", p.Stride.Height, p.Stride.Width),
                Ints("pads", p.Padding.Height, p.Padding.Width, p.Padding.Height, p.Padding.Width))],
            GlobalPool { Kind: PoolKind.Average } => [One("GlobalAveragePool")],
            GlobalPool { Kind: PoolKind.Max } => [One("GlobalMaxPool")],
            Add => [One("Add")],
            Scale => [One("Mul")],
            _ => throw new NotSupportedException($"{node.Operation} has no ONNX form"),
        };
    }

    // (N, C, H, W) -> (N, C * H * W) -> (N, out)
    private static IEnumerable<NodeProto> FlattenedLinear(string name, string[] operands, string output)
    {
        var flat = $"{name}.flat";
        return
        [
            Node("Flatten", flat, [operands[0]], flat, Int("axis", 1)),
            Node("Gemm", name, [flat, .. operands[1..]], output, Int("transB", 1)),
        ];
    }

    private static string Operator(ActivationFunction function) => function switch
    {
        ActivationFunction.ReLU => "Relu",
        ActivationFunction.Sigmoid => "Sigmoid",
        ActivationFunction.Tanh => "Tanh",
        _ => throw new NotSupportedException($"{function} has no ONNX form"),
    };
}
