using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using DataType = Microsoft.ML.SqueezeExcite.Onnx.TensorProto.Types.DataType;

namespace Compat.Microsoft.ML.OnnxTransformer.Tests;

public class SavingTests : ModelTest
{
    [Fact]
    public void Save_Entry_IsLengthAndModel()
    {
        var file = TinyModel.Double([-1, 2]).Save(Folder);
        using var transformer = Context.Transforms.ApplyOnnxModel(file).Fit(Vectors(2, [1f, 2]));
        using var zip = new ZipArchive(Save(transformer));

        var entry = Assert.Single(zip.Entries, entry => entry.Name == "OnnxModel");
        using var content = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(content);
        var model = File.ReadAllBytes(file);
        Assert.Equal(model.Length, BinaryPrimitives.ReadInt32LittleEndian(content.ToArray()));
        Assert.Equal(model, content.ToArray()[4..]);
    }

    [Fact]
    public void Save_Header_IsTheOfficialOne()
    {
        using var transformer = Context.Transforms.ApplyOnnxModel(TinyModel.Double([-1, 2]).Save(Folder))
            .Fit(Vectors(2, [1f, 2]));
        using var zip = new ZipArchive(Save(transformer));
        var entry = zip.GetEntry("TransformerChain/Transform_000/Model.key") ?? zip.Entries.First(e => e.Name == "Model.key");
        using var content = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(content);
        var header = System.Text.Encoding.Latin1.GetString(content.ToArray());

        Assert.Contains("ONNXSCOR", header);
        Assert.Contains("OnnxTransform\0", header);
        Assert.Contains("Microsoft.ML.OnnxTransformer, Version=1.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51",
            header.Replace("\0", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_SavedModel_ScoresTheSameAndOwnsItsFile()
    {
        float[][] rows = [[1, 2], [3, 4]];
        var file = TinyModel.Double([-1, 2]).Save(Folder);
        Stream saved;
        using (var transformer = Context.Transforms.ApplyOnnxModel("y", "x", file).Fit(Vectors(2, rows)))
            saved = Save(transformer);
        File.Delete(file);

        var loaded = Context.Model.Load(saved, out var schema);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), schema["x"].Type);
        Assert.Single(Directory.GetFiles(Folder));
        Assert.Equal([[2, 4], [6, 8]], ReadVectors<float>(loaded.Transform(Vectors(2, rows)), "y"));
        ((IDisposable)loaded).Dispose();
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Save_LoadedModel_CanBeSavedAgain()
    {
        using var transformer = Context.Transforms.ApplyOnnxModel(TinyModel.Double([-1, 2]).Save(Folder))
            .Fit(Vectors(2, [1f, 2]));
        var once = Context.Model.Load(Save(transformer), out _);
        var twice = Context.Model.Load(Save(once), out _);

        Assert.Equal([[2, 4]], ReadVectors<float>(twice.Transform(Vectors(2, [1f, 2])), "y"));
        ((IDisposable)once).Dispose();
        ((IDisposable)twice).Dispose();
    }

    [Fact]
    public void Save_FileGone_Throws()
    {
        var file = TinyModel.Double([-1, 2]).Save(Folder);
        using var transformer = Context.Transforms.ApplyOnnxModel(file).Fit(Vectors(2, [1f, 2]));
        File.Delete(file);

        Assert.Throws<FileNotFoundException>(() => Save(transformer));
        Assert.Equal([[2, 4]], ReadVectors<float>(transformer.Transform(Vectors(2, [1f, 2])), "y"));
    }

    [Fact]
    public void Load_CustomShape_IsKept()
    {
        float[][] rows = [[1, 2, 3, 4]];
        var shapes = new Dictionary<string, int[]> { ["x"] = [2, 2], ["y"] = [2, 2] };
        using var transformer = Context.Transforms.ApplyOnnxModel(TinyModel.Double([-1, 2]).Save(Folder), shapes)
            .Fit(Vectors(4, rows));
        var loaded = Context.Model.Load(Save(transformer), out _);
        var view = loaded.Transform(Vectors(4, rows));

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2, 2), view.Schema["y"].Type);
        Assert.Equal([[2, 4, 6, 8]], ReadVectors<float>(view, "y"));
        ((IDisposable)loaded).Dispose();
    }

    [Fact]
    public void ApplyOnnxModel_Stream_IsReadFromTheStartAndItsFileStays()
    {
        using var stream = new MemoryStream(TinyModel.Double([-1, 2]).ToBytes());
        stream.Position = stream.Length;
        var transformer = Context.Transforms.ApplyOnnxModel(stream).Fit(Vectors(2, [1f, 2]));
        Assert.Equal([[2, 4]], ReadVectors<float>(transformer.Transform(Vectors(2, [1f, 2])), "y"));

        transformer.Dispose();
        transformer.Dispose();
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void OnnxModel_FromBytes_DeletesItsFileOnDispose()
    {
        var model = OnnxModel.CreateFromBytes(TinyModel.Double([-1, 2]).ToBytes(), Context);
        Assert.True(File.Exists(model.ModelStream.Name));

        model.Dispose();
        Assert.False(File.Exists(model.ModelStream.Name));
    }

    [Fact]
    public void OnnxModel_FromFile_KeepsTheFile()
    {
        var model = new OnnxModel(Context, TinyModel.Double([-1, 2]).Save(Folder));
        model.Dispose();

        Assert.True(File.Exists(model.ModelStream.Name));
    }

    [Fact]
    public void OnnxModel_InvalidBytes_LeavesNoFile()
    {
        Assert.ThrowsAny<Exception>(() => OnnxModel.CreateFromBytes([1, 2, 3], Context));

        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Load_ModelInAChain_KeepsItsPlace()
    {
        var file = new TinyModel().Input("x", DataType.Float, -1, 2).Output("y.output", DataType.Float, -1, 2)
            .Node("Neg", "y.output", "x").Save(Folder);
        var pipeline = Context.Transforms.CopyColumns("x", "source").Append(Context.Transforms.ApplyOnnxModel(file));
        var data = Context.Data.LoadFromEnumerable([new Source { source = [1, 2] }]);
        using var model = pipeline.Fit(data);
        var loaded = Context.Model.Load(Save(model), out _);

        Assert.Equal([[-1, -2]], ReadVectors<float>(loaded.Transform(data), "y"));
        ((IDisposable)loaded).Dispose();
    }

    private MemoryStream Save(ITransformer model)
    {
        var stream = new MemoryStream();
        Context.Model.Save(model, Vectors(2, [1f, 2]).Schema, stream);
        stream.Position = 0;
        return stream;
    }

    private sealed class Source
    {
        [VectorType(2)]
        public float[] source = [];
    }
}
