using Microsoft.ML.SqueezeExcite.Onnx;
using static Microsoft.ML.SqueezeExcite.OnnxNodes;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The graph's operations as ONNX operators (opset 17).</summary>
internal static class OnnxOperations
{
    /// <summary>The operators of one node; the last one's output is <paramref name="output"/>.</summary>
    /// <param name="node">The node; its tensors are initializers under their names.</param>
    /// <param name="shape">The shape it makes.</param>
    /// <param name="inputs">The names of what it reads.</param>
    /// <param name="output">The name of what it makes.</param>
    public static IEnumerable<NodeProto> Of(NetworkNode node, FeatureShape shape, string[] inputs, string output)
    {
        string[] operands = [.. inputs, .. node.Tensors.Select(tensor => tensor.Name)];
        NodeProto One(string type, params AttributeProto[] attributes) => Node(type, node.Name, operands, output, attributes);
        return node.Operation switch
        {
            Convolution c => [One("Conv", [.. Sliding(c.Kernel, c.Stride, c.Padding), Int("group", c.Groups)])],
            BatchNormalization b => [One("BatchNormalization", Float("epsilon", (float)b.Epsilon))],
            Linear => OnnxCompositions.Linear(node.Name, operands, output),
            Activation { Function: ActivationFunction.ReLU } => [One("Relu")],
            Activation { Function: ActivationFunction.Sigmoid } => [One("Sigmoid")],
            Activation { Function: ActivationFunction.Tanh } => [One("Tanh")],
            Activation { Function: ActivationFunction.HardSigmoid } =>
            [
                One("HardSigmoid", Float("alpha", 1f / 6), Float("beta", 0.5f)),
            ],
            Activation { Function: ActivationFunction.ReLU6 } => OnnxCompositions.ReLU6(node.Name, inputs[0], output),
            MaxPool p => [One("MaxPool", [.. Sliding(p.Kernel, p.Stride, p.Padding), Int("ceil_mode", p.Ceiling ? 1 : 0)])],
            AveragePool p =>
            [
                One("AveragePool", [.. Sliding(p.Kernel, p.Stride, p.Padding), Int("count_include_pad", p.CountPadding ? 1 : 0)]),
            ],
            GlobalPool { Kind: PoolKind.Average } => [One("GlobalAveragePool")],
            GlobalPool { Kind: PoolKind.Max } => [One("GlobalMaxPool")],
            Add => [One("Add")],
            Scale => [One("Mul")],
            Multiply m => OnnxCompositions.Multiply(m.Factor, node.Name, inputs[0], output),
            Concatenation => [One("Concat", Int("axis", 1))],
            ChannelShuffle s => OnnxCompositions.Shuffle(s.Groups, shape, node.Name, inputs[0], output),
            Dropout => [One("Identity")],
            _ => throw new NotSupportedException($"{node.Operation} has no ONNX form"),
        };
    }

    private static AttributeProto[] Sliding(Extent kernel, Extent stride, Extent padding) =>
    [
        Ints("kernel_shape", kernel.Height, kernel.Width),
        Ints("strides", stride.Height, stride.Width),
        Ints("pads", padding.Height, padding.Width, padding.Height, padding.Width),
    ];
}
