using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Microsoft.ML.SqueezeExcite.Onnx;
using Tensor = TorchSharp.torch.Tensor;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>What ONNX Runtime makes of a network.</summary>
internal static class OnnxLogits
{
    /// <summary>The logits of images (N, C, H, W), which are taken as they are, without normalisation.</summary>
    public static float[] Of(TorchNetwork module, Tensor images)
    {
        int[] shape = [.. images.shape.Select(size => (int)size)];
        var classes = module.Network.ClassCount;
        var model = OnnxModel.Create(
            module.Network,
            ModuleWeights.Read(module),
            new ChannelStatistics(new float[shape[1]], [.. Enumerable.Repeat(1f, shape[1])]),
            [.. Enumerable.Range(0, classes).Select(i => $"class {i}")]);
        model.Graph.Output.Add(OnnxNodes.Rows("logits", TensorProto.Types.DataType.Float, classes));
        using var session = new InferenceSession(model.ToByteArray());
        var values = new DenseTensor<float>(images.data<float>().ToArray(), shape);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(OnnxModel.Input, values)], ["logits"]);
        return [.. results[0].AsEnumerable<float>()];
    }
}
