using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite.Onnx;
using Microsoft.ML.Transforms.Onnx;
using DataType = Microsoft.ML.SqueezeExcite.Onnx.TensorProto.Types.DataType;

namespace Compat.Microsoft.ML.OnnxTransformer.Tests;

public class ScoringTests : ModelTest
{
    [Theory]
    [InlineData(new long[] { -1, 3 }, new[] { 1, 3 })]
    [InlineData(new long[] { 1, 3 }, new[] { 1, 3 })]
    [InlineData(new long[] { 3 }, new[] { 3 })]
    [InlineData(new long[] { 1, 3, 1, 1 }, new[] { 1, 3, 1, 1 })]
    [InlineData(new long[] { 1, -1 }, new[] { 0 })]
    public void ApplyOnnxModel_Tensor_IsAVectorOfItsShape(long[] outputShape, int[] dimensions)
    {
        var model = new TinyModel().Input("x", DataType.Float, -1, 3).Output("y", DataType.Float, outputShape)
            .Constant(new TensorProto
            {
                Name = "shape",
                DataType = (int)DataType.Int64,
                Dims = { outputShape.Length },
                Int64Data = { outputShape.Select(length => length < 0 && outputShape[0] == 1 ? 3 : Math.Max(1, length)) },
            })
            .Node("Reshape", "y", "x", "shape");
        using var transformer = Context.Transforms.ApplyOnnxModel(model.Save(Folder)).Fit(Vectors(3, [1f, 2, 3]));
        var view = transformer.Transform(Vectors(3, [1f, 2, 3], [4, 5, 6]));

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, dimensions), view.Schema["y"].Type);
        Assert.Equal([[1, 2, 3], [4, 5, 6]], ReadVectors<float>(view, "y"));
    }

    [Fact]
    public void ApplyOnnxModel_ArgMax_IsAVectorOfOneByOne()
    {
        var argMax = new NodeProto
        {
            OpType = "ArgMax",
            Input = { "x" },
            Output = { "y" },
            Attribute = { new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = 1 } },
        };
        var model = new TinyModel().Input("x", DataType.Float, -1, 3).Output("y", DataType.Int64, -1, 1).Node(argMax);
        using var transformer = Context.Transforms.ApplyOnnxModel(model.Save(Folder)).Fit(Vectors(3, [1f, 9, 3]));
        var view = transformer.Transform(Vectors(3, [1f, 9, 3], [9, 5, 6]));

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Int64, 1, 1), view.Schema["y"].Type);
        Assert.Equal([[1L], [0L]], ReadVectors<long>(view, "y"));
    }

    [Fact]
    public void ApplyOnnxModel_RankZero_IsAScalarThatCannotBeRead()
    {
        var sum = new NodeProto
        {
            OpType = "ReduceSum",
            Input = { "x" },
            Output = { "y" },
            Attribute = { new AttributeProto { Name = "keepdims", Type = AttributeProto.Types.AttributeType.Int, I = 0 } },
        };
        var model = new TinyModel().Input("x", DataType.Float, -1, 3).Output("y", DataType.Float).Node(sum);
        using var transformer = Context.Transforms.ApplyOnnxModel(model.Save(Folder)).Fit(Vectors(3, [1f, 9, 3]));
        var view = transformer.Transform(Vectors(3, [1f, 9, 3]));

        Assert.Equal(NumberDataViewType.Single, view.Schema["y"].Type);
        Assert.Throws<InvalidOperationException>(() => Read<float, float>(view, "y", value => value));
    }

    [Fact]
    public void ApplyOnnxModel_EveryElementType_IsFedAndRead()
    {
        Check<float>(DataType.Float, [1, 2], [2, 4]);
        Check<double>(DataType.Double, [1, 2], [2, 4]);
        Check<int>(DataType.Int32, [1, 2], [2, 4]);
        Check<long>(DataType.Int64, [1, 2], [2, 4]);
        Check<byte>(DataType.Uint8, [1, 2], [2, 4]);
        Check<sbyte>(DataType.Int8, [1, 2], [2, 4]);
        Check<ushort>(DataType.Uint16, [1, 2], [2, 4]);
        Check<short>(DataType.Int16, [1, 2], [2, 4]);
        Check<uint>(DataType.Uint32, [1, 2], [2, 4]);
        Check<ulong>(DataType.Uint64, [1, 2], [2, 4]);

        void Check<T>(DataType type, T[] input, T[] expected)
        {
            using var transformer = Context.Transforms.ApplyOnnxModel(TinyModel.Double([1, 2], type: type).Save(Folder))
                .Fit(Vectors(2, input));
            Assert.Equal([expected], ReadVectors<T>(transformer.Transform(Vectors(2, input)), "y"));
        }
    }

    [Fact]
    public void ApplyOnnxModel_Text_IsFedAndRead()
    {
        var model = new TinyModel().Input("x", DataType.String, 1, 2).Output("y", DataType.String, 1, 2)
            .Node("Identity", "y", "x");
        string[][] rows = [["a", "größer"], ["", "日本"]];
        using var transformer = Context.Transforms.ApplyOnnxModel(model.Save(Folder)).Fit(Vectors(2, rows));

        Assert.Equal(rows, Read<VBuffer<ReadOnlyMemory<char>>, string[]>(
            transformer.Transform(Vectors(2, rows)), "y", vector => [.. vector.DenseValues().Select(text => text.ToString())]));
    }

    [Fact]
    public void ApplyOnnxModel_ScalarColumns_AreFedAsOneByOne()
    {
        var model = new TinyModel()
            .Input("number", DataType.Float, 1, 1).Input("flag", DataType.Bool, 1, 1).Input("text", DataType.String, 1, 1)
            .Input("key", DataType.Uint32, 1, 1)
            .Output("numberOut", DataType.Float, 1, 1).Output("flagOut", DataType.Bool, 1, 1)
            .Output("textOut", DataType.String, 1, 1).Output("keyOut", DataType.Uint32, 1, 1)
            .Node("Identity", "numberOut", "number").Node("Not", "flagOut", "flag").Node("Identity", "textOut", "text")
            .Node("Identity", "keyOut", "key");
        var data = Context.Data.LoadFromEnumerable([new Scalars { number = 3, flag = true, text = "a", key = 2 }]);
        using var transformer = Context.Transforms.ApplyOnnxModel(model.Save(Folder)).Fit(data);
        var view = transformer.Transform(data);

        Assert.Equal([[3f]], ReadVectors<float>(view, "numberOut"));
        Assert.Equal([[false]], ReadVectors<bool>(view, "flagOut"));
        Assert.Equal(["a"], Read<VBuffer<ReadOnlyMemory<char>>, string>(view, "textOut", v => v.GetItemOrDefault(0).ToString()));
        Assert.Equal(Read<uint, uint[]>(data, "key", key => [key]), ReadVectors<uint>(view, "keyOut"));
    }

    [Fact]
    public void ApplyOnnxModel_SparseVector_IsFedDense()
    {
        var data = Vectors(4, [0f, 0, 0, 0]);
        using var transformer = Context.Transforms.ApplyOnnxModel(TinyModel.Double([1, 4]).Save(Folder)).Fit(data);
        using var engine = Context.Model.CreatePredictionEngine<SparseInput, Doubled>(
            transformer, new PredictionEngineOptions { OwnsTransformer = false });
        Assert.Equal([0, 14, 0, 0], engine.Predict(new SparseInput { x = new VBuffer<float>(4, 1, [7], [1]) }).y);
    }

    [Fact]
    public void ApplyOnnxModel_LengthDecidedByTheRow_TakesTheOpenDimension()
    {
        var model = TinyModel.Double([1, -1]);
        var data = Vectors(0, [1f, 2], [3f, 4, 5], [6f]);
        using var transformer = Context.Transforms.ApplyOnnxModel(model.Save(Folder)).Fit(data);

        Assert.Equal([[2, 4], [6, 8, 10], [12]], ReadVectors<float>(transformer.Transform(data), "y"));
    }

    [Fact]
    public void ApplyOnnxModel_SeveralInputsAndOutputs_GoByName()
    {
        var model = new TinyModel().Input("a", DataType.Float, 1, 2).Input("b", DataType.Float, 1, 2)
            .Output("sum", DataType.Float, 1, 2).Output("difference", DataType.Float, 1, 2)
            .Node("Add", "sum", "a", "b").Node("Sub", "difference", "a", "b").Save(Folder);
        var data = Context.Data.LoadFromEnumerable([new Pair { a = [5, 7], b = [1, 2] }]);

        using var swapped = Context.Transforms.ApplyOnnxModel(["difference", "sum"], ["b", "a"], model).Fit(data);
        var view = swapped.Transform(data);
        Assert.Equal([[6, 9]], ReadVectors<float>(view, "sum"));
        Assert.Equal([[4, 5]], ReadVectors<float>(view, "difference"));

        using var one = Context.Transforms.ApplyOnnxModel(["difference"], ["a", "b"], model).Fit(data);
        Assert.Null(one.Transform(data).Schema.GetColumnOrNull("sum"));
        Assert.Equal([[4, 5]], ReadVectors<float>(one.Transform(data), "difference"));
    }

    [Fact]
    public void ApplyOnnxModel_SeveralOutputsOfARow_ComeFromOneRun()
    {
        var model = new TinyModel().Input("x", DataType.Float, 1, 3).Output("y", DataType.Float, 1, 3)
            .Output("z", DataType.Float, 1, 3)
            .Node("RandomUniformLike", "y", "x").Node("Identity", "z", "y");
        var data = Vectors(3, Enumerable.Range(0, 10).Select(_ => new float[3]).ToArray());
        using var transformer = Context.Transforms.ApplyOnnxModel(model.Save(Folder)).Fit(data);
        var view = transformer.Transform(data);
        using var cursor = view.GetRowCursor([view.Schema["y"], view.Schema["z"]]);
        var (getY, getZ) = (cursor.GetGetter<VBuffer<float>>(view.Schema["y"]),
            cursor.GetGetter<VBuffer<float>>(view.Schema["z"]));
        var (y, z) = (default(VBuffer<float>), default(VBuffer<float>));
        var seen = new HashSet<float>();
        while (cursor.MoveNext())
        {
            getY(ref y);
            getZ(ref z);
            Assert.Equal(y.DenseValues(), z.DenseValues());
            seen.Add(y.GetItemOrDefault(0));
        }

        Assert.Equal(10, seen.Count);
    }

    [Fact]
    public void ApplyOnnxModel_ManyCursorsAtOnce_DoNotMix()
    {
        var rows = Enumerable.Range(0, 300).Select(i => new float[] { i, -i, i * i }).ToArray();
        using var transformer = Context.Transforms.ApplyOnnxModel(TinyModel.Double([-1, 3]).Save(Folder)).Fit(Vectors(3, rows));
        var view = transformer.Transform(Vectors(3, rows));
        var expected = rows.Select(row => row.Select(x => 2 * x).ToArray()).ToArray();

        Parallel.For(0, 8, _ => Assert.Equal(expected, ReadVectors<float>(view, "y")));
    }

    [Fact]
    public void PredictionEngine_OneAfterTheOther_EachIsScored()
    {
        using var transformer = Context.Transforms.ApplyOnnxModel(TinyModel.Double([-1, 4]).Save(Folder))
            .Fit(Vectors(4, new float[4]));
        using var engine = Context.Model.CreatePredictionEngine<FourNumbers, Doubled>(
            transformer, new PredictionEngineOptions { OwnsTransformer = false });

        Assert.Equal([2, 4, 6, 8], engine.Predict(new FourNumbers { x = [1, 2, 3, 4] }).y);
        Assert.Equal([0, 0, 0, 10], engine.Predict(new FourNumbers { x = [0, 0, 0, 5] }).y);
    }

    [Fact]
    public void ApplyOnnxModel_SequenceOfMaps_IsReadAsDictionaries()
    {
        var map = new TypeProto
        {
            MapType = new TypeProto.Types.Map { KeyType = (int)DataType.String, ValueType = TinyModel.Tensor(DataType.Float) },
        };
        var zip = new NodeProto
        {
            OpType = "ZipMap",
            Domain = "ai.onnx.ml",
            Input = { "x" },
            Output = { "y" },
            Attribute =
            {
                new AttributeProto
                {
                    Name = "classlabels_strings",
                    Type = AttributeProto.Types.AttributeType.Strings,
                    Strings = { Google.Protobuf.ByteString.CopyFromUtf8("A"), Google.Protobuf.ByteString.CopyFromUtf8("B") },
                },
            },
        };
        var model = new TinyModel().Input("x", DataType.Float, -1, 2)
            .Output("y", new TypeProto { SequenceType = new TypeProto.Types.Sequence { ElemType = map } }).Node(zip);
        using var transformer = Context.Transforms.ApplyOnnxModel(model.Save(Folder)).Fit(Vectors(2, [1f, 2]));
        var view = transformer.Transform(Vectors(2, [1f, 2], [3, 4]));

        Assert.Equal(new OnnxSequenceType(typeof(IDictionary<string, float>)), view.Schema["y"].Type);
        var maps = Context.Data.CreateEnumerable<Maps>(view, reuseRowObject: false).Select(row => Assert.Single(row.y)).ToList();
        Assert.Equal([(1f, 2f), (3f, 4f)], maps.Select(m => (m["A"], m["B"])));
    }

    private sealed class Scalars
    {
        public float number;
        public bool flag;
        public string text = "";

        [KeyType(5)]
        public uint key;
    }

    private sealed class Pair
    {
        [VectorType(2)]
        public float[] a = [];

        [VectorType(2)]
        public float[] b = [];
    }

    private sealed class FourNumbers
    {
        [VectorType(4)]
        public float[] x = [];
    }

    private sealed class SparseInput
    {
        [VectorType(4)]
        public VBuffer<float> x;
    }

    private sealed class Doubled
    {
        [VectorType(1, 4)]
        public float[] y = [];
    }

    private sealed class Maps
    {
        [OnnxSequenceType(typeof(IDictionary<string, float>))]
        public IEnumerable<IDictionary<string, float>> y { get; set; } = [];
    }
}
