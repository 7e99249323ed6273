using System.Reflection;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Transforms.Image;

/// <summary>The decoders of the distribution. A missing one is reported with the name of the package that holds it.</summary>
internal static partial class NativeMethods
{
    static NativeMethods() => NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, Load);

    private static nint Load(string library, Assembly assembly, DllImportSearchPath? searchPath)
        => NativeLibrary.TryLoad(library, assembly, searchPath, out var handle) ? handle : throw Missing(library);

    internal static DllNotFoundException Missing(string library) => library switch
    {
        TurboJpegLibrary => new($"JPEG images need {library}: apt-get install libturbojpeg0"),
        SpngLibrary => new($"PNG images need {library}: apt-get install libspng0"),
        WebPLibrary => new($"WebP images need {library}: apt-get install libwebp7"),
        _ => new($"The library {library} is missing."),
    };
}
