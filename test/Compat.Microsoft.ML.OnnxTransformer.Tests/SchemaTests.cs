using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite.Onnx;
using Microsoft.ML.Transforms.Onnx;
using DataType = Microsoft.ML.SqueezeExcite.Onnx.TensorProto.Types.DataType;

namespace Compat.Microsoft.ML.OnnxTransformer.Tests;

public class SchemaTests : ModelTest
{
    [Fact]
    public void SlotNames_OfANodeWithoutEffect_AreTheColumns()
    {
        var names = new NodeProto
        {
            Name = "mlnet.y.SlotNames",
            OpType = "LabelEncoder",
            Domain = "ai.onnx.ml",
            Input = { "names" },
            Output = { "unused" },
            Attribute =
            {
                Strings("keys_strings", "cat", "dog"),
                new AttributeProto { Name = "values_int64s", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 0, 1 } },
            },
        };
        var model = TinyModel.Double([-1, 2]).Node(names).Constant(new TensorProto
        {
            Name = "names",
            DataType = (int)DataType.String,
            Dims = { 2 },
            StringData = { ByteString.CopyFromUtf8("cat"), ByteString.CopyFromUtf8("dog") },
        });
        using var transformer = Context.Transforms.ApplyOnnxModel(model.Save(Folder)).Fit(Vectors(2, [1f, 2]));

        VBuffer<ReadOnlyMemory<char>> slots = default;
        transformer.GetOutputSchema(Vectors(2, [1f, 2]).Schema)["y"].GetSlotNames(ref slots);
        Assert.Equal(["cat", "dog"], slots.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void GetOutputSchema_OfTheEstimator_TellsKinds()
    {
        var model = new TinyModel().Input("x", DataType.Float, -1, 2).Output("known", DataType.Float, -1, 2)
            .Output("open", DataType.Float, 1, -1).Node("Identity", "known", "x").Node("Identity", "open", "x");
        var shape = Context.Transforms.ApplyOnnxModel(model.Save(Folder))
            .GetOutputSchema(SchemaShape.Create(Vectors(2, [1f, 2]).Schema));

        Assert.Equal(
            ["x Vector<Single>", "known Vector<Single>", "open VarVector<Single>"],
            shape.Select(column => $"{column.Name} {column.GetTypeString()}"));
    }

    [Fact]
    public void Outputs_OfMLNetsExporter_AreNamedWithoutSuffixOrLeftOut()
    {
        var model = new TinyModel().Input("x", DataType.Float, -1, 2).Output("y.output", DataType.Float, -1, 2)
            .Output("mlnet.y.unusedOutput", DataType.Float, -1, 2).Node("Identity", "y.output", "x")
            .Node("Identity", "mlnet.y.unusedOutput", "x");
        using var transformer = Context.Transforms.ApplyOnnxModel(model.Save(Folder)).Fit(Vectors(2, [1f, 2]));

        Assert.Equal(["x", "y"], transformer.GetOutputSchema(Vectors(2, [1f, 2]).Schema).Select(column => column.Name));
    }

    [Theory]
    [InlineData("x", new[] { -1, 2 }, true)]
    [InlineData("x", new[] { 4, 2 }, true)]
    [InlineData("x", new[] { 2, 4 }, false)]
    [InlineData("x", new[] { 2 }, false)]
    [InlineData("y", new[] { 1, -1 }, true)]
    [InlineData("y", new[] { 1, 3 }, false)]
    [InlineData("other", new[] { 7 }, true)]
    public void ShapeDictionary_Shapes_MustFitTheModel(string name, int[] shape, bool fits)
    {
        var file = TinyModel.Double([-1, 2]).Save(Folder);
        var shapes = new Dictionary<string, int[]> { [name] = shape };
        void Apply() => Context.Transforms.ApplyOnnxModel(file, shapes).Fit(Vectors(8, new float[8])).Dispose();

        if (fits)
            Apply();
        else
            Assert.Contains("is not compatible with the shape", Assert.Throws<ArgumentOutOfRangeException>(Apply).Message);
    }

    [Fact]
    public void OnnxTypes_Equality_IsThatOfWhatTheyHold()
    {
        Assert.Equal(new OnnxMapType(typeof(long), typeof(float)), new OnnxMapType(typeof(long), typeof(float)));
        Assert.NotEqual(new OnnxMapType(typeof(long), typeof(float)), new OnnxMapType(typeof(string), typeof(float)));
        Assert.Equal(new OnnxSequenceType(typeof(float)), new OnnxSequenceType(typeof(float)));
        Assert.Equal(typeof(IEnumerable<float>), new OnnxSequenceType(typeof(float)).RawType);
        Assert.Equal(new OnnxMapTypeAttribute(typeof(long), typeof(float)),
            new OnnxMapTypeAttribute(typeof(long), typeof(float)));
    }

    private static AttributeProto Strings(string name, params string[] values) => new()
    {
        Name = name,
        Type = AttributeProto.Types.AttributeType.Strings,
        Strings = { values.Select(ByteString.CopyFromUtf8) },
    };
}
