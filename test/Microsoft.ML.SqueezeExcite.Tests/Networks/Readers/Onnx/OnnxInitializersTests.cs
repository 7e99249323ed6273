using Google.Protobuf;
using Microsoft.ML.SqueezeExcite.Onnx;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class OnnxInitializersTests
{
    [Theory]
    [InlineData(new long[0])]
    [InlineData(new long[] { 2, 3 })]
    [InlineData(new long[] { 0, long.MaxValue, long.MaxValue })]
    public void Check_SizesOfTheValues_IsFine(long[] sizes) => OnnxInitializers.Check(Model(sizes).ToByteArray());

    [Theory]
    [InlineData(new[] { 25L })]
    [InlineData(new[] { 1L << 40 })]
    [InlineData(new[] { long.MaxValue, long.MaxValue, long.MaxValue })]
    [InlineData(new[] { 1L << 32, 1L << 32 })]
    [InlineData(new[] { -1L })]
    public void Check_SizesBeyondTheValues_NamesTheTensor(long[] sizes) => Refused(Model(sizes), "tensor 'w' has 24 bytes");

    [Fact]
    public void Check_WeightsInAnotherFile_AreRefused()
    {
        const int DataLocation = 14 << 3;
        const int External = 1;
        var model = Model([2, 3]);
        model.Graph.Initializer[0] = TensorProto.Parser.ParseFrom(
            [.. model.Graph.Initializer[0].ToByteArray(), DataLocation, External]);
        Refused(model, "weights in another file");
    }

    [Fact]
    public void Check_CutAnywhere_IsRefusedOrHasNoTensorLeft()
    {
        var whole = Model([2, 3]).ToByteArray();
        for (var length = 1; length < whole.Length; length++)
            Assert.Throws<InvalidDataException>(() => OnnxInitializers.Check(whole.AsSpan(0, length)));
    }

    private static void Refused(ModelProto model, string message)
    {
        var e = Assert.Throws<InvalidDataException>(() => OnnxDescription.Read(model.ToByteArray()));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private static ModelProto Model(long[] sizes)
    {
        var tensor = new TensorProto { Name = "w", DataType = 1, RawData = ByteString.CopyFrom(new byte[24]) };
        tensor.Dims.AddRange(sizes);
        return new ModelProto { Graph = new GraphProto { Initializer = { tensor } } };
    }
}
