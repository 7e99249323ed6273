using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

public static class OnnxSessionOptionsExtensions
{
    private static readonly ConditionalWeakTable<IHostEnvironment, OnnxSessionOptions> Options = [];

    /// <summary>What was set on the MLContext that the environment belongs to; null if nothing was.</summary>
    public static OnnxSessionOptions? GetOnnxSessionOption(this IHostEnvironment env)
        => Options.TryGetValue(Root(env), out var options) ? options : null;

    public static void SetOnnxSessionOption(this IHostEnvironment env, OnnxSessionOptions onnxSessionOptions)
        => Options.AddOrUpdate(Root(env), onnxSessionOptions);

    private static IHostEnvironment Root(IHostEnvironment env) => env switch
    {
        HostEnvironment host => host.Root,
        MLContext context => Root(context.Transforms.GetEnvironment()),
        _ => throw new ArgumentException("No Onnx Session Options"),
    };
}
