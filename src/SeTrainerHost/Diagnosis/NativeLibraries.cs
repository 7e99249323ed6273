using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.SqueezeExcite;
using TorchSharp;

namespace SeTrainerHost.Diagnosis;

/// <summary>The native libraries that training and scoring need.</summary>
internal static class NativeLibraries
{
    private const string Libstdcxx = "libstdc++.so.6";

    /// <summary>The version of libstdc++ that TorchSharp asks for.</summary>
    private static ReadOnlySpan<byte> Glibcxx => "GLIBCXX_3.4.32"u8;

    /// <summary>Looks for them.</summary>
    public static IEnumerable<Finding> Examine()
    {
        if (OperatingSystem.IsLinux())
            yield return ExamineLibstdcxx();
        var torch = Try("libtorch", ExamineTorch);
        yield return torch;
        if (torch.Health != Health.Wrong)
            yield return ExamineCuda();
        yield return Try("ONNX Runtime", ExamineOnnxRuntime);
    }

    private static Finding ExamineTorch()
    {
        TorchLibrary.Require();
        return OneDnn.IsUsed
            ? new Finding("libtorch", torch.__version__)
            : new Finding("libtorch", torch.__version__, Health.Poor, OneDnn.Notice);
    }

    private static Finding ExamineCuda() => torch.cuda.is_available()
        ? new Finding("CUDA", $"{torch.cuda.device_count()} devices")
        : new Finding(
            "CUDA",
            "none, training runs on the processor",
            Advice: "with an NVIDIA card, add the package TorchSharp-cuda-linux or TorchSharp-cuda-windows");

    private static Finding ExamineOnnxRuntime()
    {
        OnnxRuntimeLibrary.Require();
        var runtime = OrtEnv.Instance();
        return new Finding(
            "ONNX Runtime", $"{runtime.GetVersionString()}, {string.Join(", ", runtime.GetAvailableProviders())}");
    }

    // The loader's own search path finds it, the process's maps say where. A stand-in loads the system's beside itself.
    private static Finding ExamineLibstdcxx()
    {
        if (!NativeLibrary.TryLoad(Libstdcxx, out _))
            return new Finding("libstdc++", "not found", Health.Wrong, "install the package libstdc++6 of the system");
        var paths = File.ReadLines("/proc/self/maps")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1])
            .Where(file => Path.GetFileName(file).StartsWith("libstdc++.so", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return paths.FirstOrDefault(HasGlibcxx) is { } path
            ? new Finding("libstdc++", $"{path}, with GLIBCXX_3.4.32")
            : new Finding(
                "libstdc++",
                $"{string.Join(", ", paths)}, without GLIBCXX_3.4.32",
                Health.Wrong,
                "use a newer system, such as Debian 13 or Ubuntu 24.04, or the stand-in that eng/libstdcxx.sh makes");
    }

    private static bool HasGlibcxx(string path) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().IndexOf(Glibcxx) >= 0;

    private static Finding Try(string name, Func<Finding> examine)
    {
        try
        {
            return examine();
        }
        catch (Exception e) when (e is DllNotFoundException or PlatformNotSupportedException)
        {
            return new Finding(name, "does not load", Health.Wrong, e.Message);
        }
    }
}
