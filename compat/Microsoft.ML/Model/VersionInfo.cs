using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>How a component's bytes are known: file type, versions, and which loader of which assembly reads them.</summary>
internal readonly record struct VersionInfo(
    string ModelSignature,
    uint VerWrittenCur,
    uint VerReadableCur,
    uint VerWeCanReadBack,
    string LoaderSignature,
    string LoaderAssemblyName = OfficialAssembly.Data,
    string LoaderSignatureAlt = "")
{
    /// <summary>Eight characters as a little-endian number, spaces as zeros.</summary>
    public ulong ModelSignatureCode
        => ModelSignature.Select((c, i) => c == ' ' ? 0 : (ulong)c << (8 * i)).Aggregate((all, one) => all | one);

    public void CheckReadable(uint written, uint readable, ulong signature)
    {
        Contracts.CheckDecode(signature == ModelSignatureCode, "Unknown file type");
        Contracts.CheckDecode(readable <= written, "Corrupt file header");
        Contracts.CheckDecode(
            readable <= VerWrittenCur,
            $"Component '{LoaderSignature}' of the model is too new: version {readable:x8}, readable up to {VerWrittenCur:x8}");
        Contracts.CheckDecode(
            written >= VerWeCanReadBack,
            $"Component '{LoaderSignature}' of the model is too old: version {written:x8}, readable from {VerWeCanReadBack:x8}");
    }
}

/// <summary>Saved models name the official assemblies, so that either implementation opens them.</summary>
internal static class OfficialAssembly
{
    public const string Data = "Microsoft.ML.Data" + Identity;
    public const string Transforms = "Microsoft.ML.Transforms" + Identity;
    public const string ImageAnalytics = "Microsoft.ML.ImageAnalytics" + Identity;
    public const string OnnxTransformer = "Microsoft.ML.OnnxTransformer" + Identity;

    private const string Identity = ", Version=1.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";
}
