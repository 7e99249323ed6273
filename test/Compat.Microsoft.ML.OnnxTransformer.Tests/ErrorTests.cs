using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;

namespace Compat.Microsoft.ML.OnnxTransformer.Tests;

public class ErrorTests : ModelTest
{
    private readonly string _model;

    public ErrorTests() => _model = TinyModel.Double([-1, 2]).Save(Folder);

    [Fact]
    public void ApplyOnnxModel_NoFile_Throws()
    {
        var error = Assert.Throws<IOException>(() => Context.Transforms.ApplyOnnxModel("no such file"));

        Assert.Equal("Model file no such file does not exists.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Context.Transforms.ApplyOnnxModel(" "));
        Assert.Throws<ArgumentNullException>(() => Context.Transforms.ApplyOnnxModel((Stream)null!));
    }

    [Fact]
    public void ApplyOnnxModel_NotAModel_Throws()
    {
        var file = Path.Combine(Folder, "noise.onnx");
        File.WriteAllBytes(file, [1, 2, 3, 4]);

        var error = Assert.Throws<InvalidOperationException>(() => Context.Transforms.ApplyOnnxModel(file));
        Assert.StartsWith("Error initializing model :", error.Message);
        Assert.IsType<OnnxRuntimeException>(error.InnerException);
    }

    [Fact]
    public void ApplyOnnxModel_UnknownNames_Throws()
    {
        var output = Assert.Throws<ArgumentOutOfRangeException>(() => Context.Transforms.ApplyOnnxModel("z", "x", _model));
        Assert.Contains("does not exist in the ONNX model. Available output names are [y]", output.Message);

        var data = Context.Data.LoadFromEnumerable([new { z = 1f }]);
        var input = Assert.Throws<ArgumentOutOfRangeException>(
            () => Context.Transforms.ApplyOnnxModel("y", "z", _model).Fit(data));
        Assert.Contains("Input tensor, z, does not exist in the ONNX model. Available input names are [x]", input.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Context.Transforms.ApplyOnnxModel("y", " ", _model));
    }

    [Fact]
    public void Fit_MissingColumn_Throws()
    {
        var data = Context.Data.LoadFromEnumerable([new { z = 1f }]);
        var estimator = Context.Transforms.ApplyOnnxModel(_model);

        Assert.Contains("Could not find input column 'x'",
            Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(data)).Message);
        Assert.Contains("Could not find input column 'x'", Assert.Throws<ArgumentOutOfRangeException>(
            () => estimator.GetOutputSchema(SchemaShape.Create(data.Schema))).Message);
    }

    [Fact]
    public void Fit_OtherItemType_Throws()
    {
        var data = Vectors(2, [1.0, 2]);
        var estimator = Context.Transforms.ApplyOnnxModel(_model);

        Assert.Contains("expected Single, got Vector<Double, 2>",
            Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(data)).Message);
        Assert.Contains("expected Single, got Double", Assert.Throws<ArgumentOutOfRangeException>(
            () => estimator.GetOutputSchema(SchemaShape.Create(data.Schema))).Message);
    }

    [Fact]
    public void Fit_LengthThatDoesNotDivide_Throws()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => Context.Transforms.ApplyOnnxModel(_model).Fit(Vectors(3, new float[3])));

        Assert.Equal("Input shape mismatch: Input 'x' has shape 1,2, but input data is of length 3.", error.Message);
    }

    [Fact]
    public void Read_LengthOfTwoRows_Throws()
    {
        using var transformer = Context.Transforms.ApplyOnnxModel(_model).Fit(Vectors(4, new float[4]));

        Assert.Throws<ArgumentException>(() => ReadVectors<float>(transformer.Transform(Vectors(4, new float[4])), "y"));
    }

    [Fact]
    public void Read_AfterDispose_Throws()
    {
        var transformer = Context.Transforms.ApplyOnnxModel(_model).Fit(Vectors(2, [1f, 2]));
        var view = transformer.Transform(Vectors(2, [1f, 2]));
        transformer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => ReadVectors<float>(view, "y"));
    }

    [Fact]
    public void Fit_TwoOpenDimensions_Throws()
    {
        var file = TinyModel.Double([-1, -1, -1]).Save(Folder);

        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => Context.Transforms.ApplyOnnxModel(file).Fit(Vectors(4, new float[4])));
        Assert.Contains("Only 1 unknown dimension is allowed", error.Message);
    }

    [Fact]
    public void ApplyOnnxModel_BeyondTheRecursionLimit_Throws()
        => Assert.Throws<Google.Protobuf.InvalidProtocolBufferException>(
            () => Context.Transforms.ApplyOnnxModel(new OnnxOptions { ModelFile = _model, RecursionLimit = 2 }));

    [Fact]
    public void ApplyOnnxModel_NoSuchDevice_FallsBackOnlyIfAsked()
    {
        Assert.ThrowsAny<Exception>(() => Context.Transforms.ApplyOnnxModel(_model, gpuDeviceId: 0));

        using var transformer = Context.Transforms.ApplyOnnxModel(_model, gpuDeviceId: 0, fallbackToCpu: true)
            .Fit(Vectors(2, [1f, 2]));
        Context.GpuDeviceId = 0;
        Context.FallbackToCpu = true;
        using var again = Context.Transforms.ApplyOnnxModel(_model).Fit(Vectors(2, [1f, 2]));
    }

    [Fact]
    public void OnnxOptions_Threads_AreTaken()
    {
        var options = new OnnxOptions
        {
            ModelFile = _model,
            InputColumns = ["x"],
            OutputColumns = ["y"],
            InterOpNumThreads = 1,
            IntraOpNumThreads = 1,
        };
        using var transformer = Context.Transforms.ApplyOnnxModel(options).Fit(Vectors(2, [1f, 2]));

        Assert.Equal([[2, 4]], ReadVectors<float>(transformer.Transform(Vectors(2, [1f, 2])), "y"));
    }

    [Fact]
    public void SetOnnxSessionOption_Options_HoldForTheContext()
    {
        var created = 0;
        Assert.Null(Context.GetOnnxSessionOption());
        Context.SetOnnxSessionOption(new OnnxSessionOptions
        {
            CreateSessionOptions = () =>
            {
                created++;
                return new SessionOptions();
            },
        });
        Context.Transforms.ApplyOnnxModel(_model).Fit(Vectors(2, [1f, 2])).Dispose();
        new MLContext { TempFilePath = Folder }.Transforms.ApplyOnnxModel(_model).Fit(Vectors(2, [1f, 2])).Dispose();

        Assert.Equal(1, created);
    }
}
