using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Microsoft.ML.Transforms.Image;

// C's unsigned long is nuint here: the library is the one of 64-bit Linux.
internal static unsafe partial class NativeMethods
{
    private const string TurboJpegLibrary = "libturbojpeg.so.0";

    internal const int TjWarning = 0;
    internal const int TjBgra = 8;
    internal const int TjRgba = 7;
    internal const int TjBgrx = 3;
    internal const int TjRgbx = 2;
    internal const int TjCmyk = 11;
    internal const int TjColorspaceCmyk = 3;
    internal const int TjSubsample420 = 2;
    internal const int TjAccurateDct = 4096;

    [LibraryImport(TurboJpegLibrary)]
    internal static partial TurboJpegHandle tjInitDecompress();

    [LibraryImport(TurboJpegLibrary)]
    internal static partial TurboJpegHandle tjInitCompress();

    [LibraryImport(TurboJpegLibrary)]
    internal static partial int tjDecompressHeader3(TurboJpegHandle handle, byte* jpeg, nuint jpegSize,
        out int width, out int height, out int subsampling, out int colorspace);

    [LibraryImport(TurboJpegLibrary)]
    internal static partial int tjDecompress2(TurboJpegHandle handle, byte* jpeg, nuint jpegSize,
        byte* pixels, int width, int pitch, int height, int pixelFormat, int flags);

    [LibraryImport(TurboJpegLibrary)]
    internal static partial int tjCompress2(TurboJpegHandle handle, byte* pixels, int width, int pitch, int height,
        int pixelFormat, ref byte* jpeg, ref nuint jpegSize, int subsampling, int quality, int flags);

    [LibraryImport(TurboJpegLibrary)]
    internal static partial int tjGetErrorCode(TurboJpegHandle handle);

    [LibraryImport(TurboJpegLibrary)]
    internal static partial void tjFree(byte* buffer);

    [LibraryImport(TurboJpegLibrary)]
    private static partial int tjDestroy(nint handle);

    internal sealed class TurboJpegHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        protected override bool ReleaseHandle() => tjDestroy(handle) == 0;
    }
}
