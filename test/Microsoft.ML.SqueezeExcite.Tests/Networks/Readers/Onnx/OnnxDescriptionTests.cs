using Google.Protobuf;
using Microsoft.ML.SqueezeExcite.Onnx;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class OnnxDescriptionTests
{
    private static readonly OnnxDescription Description = new(
        "Picture",
        new FeatureShape(3, 20, 24),
        ["a\"b", "ü", "猫"],
        typeof(ushort));

    [Fact]
    public void Read_GivesWhatWasAdded()
    {
        var read = OnnxDescription.Read(Model().ToByteArray());

        Assert.Equal(Description.FeatureColumn, read.FeatureColumn);
        Assert.Equal(Description.Shape, read.Shape);
        Assert.Equal(Description.ClassNames, read.ClassNames);
        Assert.Equal(typeof(ushort), read.Key);
    }

    [Theory]
    [InlineData("labels", "[\"a\"]")]
    [InlineData("labels", "[\"a\", null]")]
    [InlineData("labels", "[\"a\", 1]")]
    [InlineData("labels", "{}")]
    [InlineData("labels", "[\"a\"")]
    [InlineData("labels", "")]
    [InlineData("shape", "[3, 8]")]
    [InlineData("shape", "[3, 8, 0]")]
    [InlineData("shape", "[3, 8, 65537]")]
    [InlineData("shape", "[3, 8, 1.5]")]
    [InlineData("shape", "[3, 8, \"9\"]")]
    [InlineData("shape", "null")]
    [InlineData("key", "Int32")]
    [InlineData("features", null)]
    public void Read_WhereAnEntryIsWrong_Throws(string key, string? value)
    {
        var model = Model();
        var entry = model.MetadataProps.Single(entry => entry.Key == key);
        if (value is null)
            model.MetadataProps.Remove(entry);
        else
            entry.Value = value;

        Assert.StartsWith(
            "the ONNX model",
            Assert.Throws<InvalidDataException>(() => OnnxDescription.Read(model.ToByteArray())).Message,
            StringComparison.Ordinal);
    }

    private static ModelProto Model()
    {
        var model = new ModelProto { ProducerName = OnnxModel.Producer };
        Description.AddTo(model);
        return model;
    }
}
