using System.Reflection;
using TorchSharp;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What a trained model says of how it was made, in its ONNX file's metadata.</summary>
internal static class ModelOrigin
{
    /// <summary>The settings, what held the images, and the versions of what trained.</summary>
    public static IReadOnlyDictionary<string, string> Of(SeNetOptions options, FeatureKind images) =>
        new Dictionary<string, string>
        {
            ["settings"] = options.ToJson().ToJsonString(),
            ["images"] = images switch
            {
                FeatureKind.Encoded => "encoded",
                FeatureKind.Vector => "vectors",
                _ => "MLImage",
            },
            ["versions"] =
                $"Microsoft.ML.SqueezeExcite {Version(typeof(ModelOrigin))}, Microsoft.ML {Version(typeof(MLContext))}, "
                + $"TorchSharp {Version(typeof(torch))}",
        };

    // An assembly's own version says little: ML.NET's is 1.0.0.0. After a plus sign comes the commit.
    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
