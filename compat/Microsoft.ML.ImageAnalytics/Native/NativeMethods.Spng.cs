using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Microsoft.ML.Transforms.Image;

internal static unsafe partial class NativeMethods
{
    private const string SpngLibrary = "libspng.so.0";

    internal const int SpngOk = 0;
    internal const int SpngContextEncoder = 2;
    internal const int SpngFormatRgba8 = 1;
    internal const int SpngFormatPng = 256;
    internal const int SpngDecodeTransparency = 1;
    internal const int SpngEncodeFinalize = 2;
    internal const int SpngEncodeToBuffer = 12;

    [StructLayout(LayoutKind.Sequential)]
    internal struct SpngHeader
    {
        public uint Width;
        public uint Height;
        public byte BitDepth;
        public byte ColorType;
        public byte Compression;
        public byte Filter;
        public byte Interlace;
    }

    [LibraryImport(SpngLibrary)]
    internal static partial SpngContext spng_ctx_new(int flags);

    [LibraryImport(SpngLibrary)]
    internal static partial int spng_set_png_buffer(SpngContext context, byte* png, nuint size);

    [LibraryImport(SpngLibrary)]
    internal static partial int spng_get_ihdr(SpngContext context, out SpngHeader header);

    [LibraryImport(SpngLibrary)]
    internal static partial int spng_decode_image(SpngContext context, byte* pixels, nuint size, int format, int flags);

    [LibraryImport(SpngLibrary)]
    internal static partial int spng_set_ihdr(SpngContext context, in SpngHeader header);

    [LibraryImport(SpngLibrary)]
    internal static partial int spng_set_option(SpngContext context, int option, int value);

    [LibraryImport(SpngLibrary)]
    internal static partial int spng_encode_image(SpngContext context, byte* pixels, nuint size, int format, int flags);

    [LibraryImport(SpngLibrary)]
    internal static partial byte* spng_get_png_buffer(SpngContext context, out nuint size, out int error);

    [LibraryImport(SpngLibrary)]
    private static partial void spng_ctx_free(nint context);

    internal sealed class SpngContext() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        protected override bool ReleaseHandle()
        {
            spng_ctx_free(handle);
            return true;
        }
    }
}
