using System.Runtime.InteropServices;

namespace Microsoft.ML.Transforms.Image;

internal static unsafe partial class NativeMethods
{
    private const string WebPLibrary = "libwebp.so.7";

    [LibraryImport(WebPLibrary)]
    internal static partial int WebPGetInfo(byte* data, nuint size, out int width, out int height);

    [LibraryImport(WebPLibrary)]
    internal static partial byte* WebPDecodeRGBAInto(byte* data, nuint size, byte* pixels, nuint pixelsSize, int stride);
}
