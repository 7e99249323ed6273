using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Loads the native library once, so that a missing one is reported in words rather than at some later call.</summary>
internal static class NativeBackend
{
    private static bool loaded;

    internal static void Load()
    {
        if (loaded)
            return;
        if (!Environment.Is64BitProcess)
            throw new NotSupportedException("TorchSharp only supports 64-bit processes.");
        try
        {
            NativeLibrary.Load(Native.Library, typeof(torch).Assembly, null);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new NotSupportedException(
                "This application uses TorchSharp, but libtorch could not be loaded. This stand-in for the package "
                + "TorchSharp-cpu needs the distribution's libtorch 1.13: apt-get install libtorch-dev\n" + e.Message, e);
        }

        loaded = true;
    }
}
