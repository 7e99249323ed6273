using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

public sealed partial class OnnxTransformer
{
    private const string ModelEntry = "OnnxModel";

    // 1.2 brought several inputs and outputs, 1.3 the recursion limit.
    private static readonly VersionInfo Version = new(
        "ONNXSCOR", 0x00010003, 0x00010003, 0x00010001, "OnnxTransform", OfficialAssembly.OnnxTransformer);

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        byte[]? model = null;
        env.CheckDecode(ctx.TryLoadBinaryStream(ModelEntry, reader => model = reader.ReadArray<byte>()));

        var hasLists = ctx.ModelVerWritten > 0x00010001;
        var inputs = LoadNames(ctx, hasLists);
        var outputs = LoadNames(ctx, hasLists);
        var shapes = new Dictionary<string, int[]>();
        for (var count = ctx.Reader.ReadInt32(); count > 0; count--)
            shapes[ctx.LoadNonEmptyString()] = ctx.Reader.ReadArray<int>();
        var recursionLimit = ctx.ModelVerWritten >= 0x00010003 ? ctx.Reader.ReadInt32() : 100;

        var settings = (IHostEnvironmentInternal)env;
        return new OnnxTransformer(env, outputs, inputs, shapes, recursionLimit, _ => OnnxModel.CreateFromBytes(
            model!, env, settings.GpuDeviceId, settings.FallbackToCpu, shapes, recursionLimit));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ctx.SaveBinaryStream(ModelEntry, writer => writer.WriteArray<byte>(File.ReadAllBytes(Model.ModelStream.Name)));
        SaveNames(ctx, Inputs);
        SaveNames(ctx, Array.ConvertAll(Outputs, output => output.Name));
        ctx.Writer.Write(_shapes.Count);
        foreach (var (name, shape) in _shapes)
        {
            ctx.SaveNonEmptyString(name);
            ctx.Writer.WriteArray<int>(shape);
        }

        ctx.Writer.Write(_recursionLimit);
    }

    private static string[] LoadNames(ModelLoadContext ctx, bool isList)
    {
        var names = new string[isList ? ctx.Reader.ReadInt32() : 1];
        Contracts.CheckDecode(names.Length > 0);
        for (var i = 0; i < names.Length; i++)
            names[i] = ctx.LoadNonEmptyString();
        return names;
    }

    private static void SaveNames(ModelSaveContext ctx, string[] names)
    {
        ctx.Writer.Write(names.Length);
        foreach (var name in names)
            ctx.SaveNonEmptyString(name);
    }
}
