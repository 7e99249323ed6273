using System.Runtime.InteropServices;
using TorchSharp;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Finds libtorch before the work that needs it, and makes it safe to use.</summary>
internal static class TorchLibrary
{
    private const string Name = "LibTorchSharp";

    /// <exception cref="PlatformNotSupportedException">oneDNN would fail on this machine, and cannot be helped.</exception>
    /// <exception cref="DllNotFoundException">
    /// There is no libtorch, or the system is too old for it; the message says what to do.
    /// </exception>
    public static void Require()
    {
        // Where its library does not load, TorchSharp copies libtorch out of the package cache and tries again: in vain on a
        // system that is too old.
        if (OperatingSystem.IsLinux() && !TryLoad(out var cause) && NamesLibstdcxx(cause))
            throw Missing(cause);
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception e)
            when (e is DllNotFoundException or TypeInitializationException or NotSupportedException or EntryPointNotFoundException
            )
        {
            throw Missing(e.InnerException ?? e);
        }

        OneDnn.MakeSafe();
    }

    /// <summary>What to say of a library that could not be loaded.</summary>
    /// <param name="cause">The fault that .NET or TorchSharp told of.</param>
    internal static DllNotFoundException Missing(Exception cause) =>
        new(
            NamesLibstdcxx(cause)
                ? "training needs libtorch, and TorchSharp's native library asks for a newer libstdc++ than this system's, one "
                    + "with GLIBCXX_3.4.32 (GCC 13): use a newer "
                    + "system, such as Debian 13 or Ubuntu 24.04, or run the program under the stand-in that the script "
                    + "eng/libstdcxx.sh of the sources makes. "
                    + LineWith("GLIBCXX", cause.Message)
                : "training needs libtorch, which could not be loaded: add the package TorchSharp-cpu (or TorchSharp-cuda-linux, "
                    + "TorchSharp-cuda-windows) "
                    + "to the application. "
                    + LineWith("", cause.Message),
            cause);

    private static bool TryLoad(out Exception cause)
    {
        try
        {
            _ = NativeLibrary.Load(Name, typeof(torch).Assembly, null);
            cause = null!;
            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            cause = e;
            return false;
        }
    }

    // The loader's own words: libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by libLibTorchSharp.so).
    private static bool NamesLibstdcxx(Exception cause) => cause.Message.Contains("GLIBCXX_", StringComparison.Ordinal);

    private static string LineWith(string text, string lines) =>
        lines.Split('\n', StringSplitOptions.TrimEntries).First(line => line.Contains(text, StringComparison.Ordinal));
}
