using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// oneDNN, libtorch's library of convolutions, plans them by the sizes of the processor's caches. libtorch 2.10 has oneDNN
/// 3.7.1, which asks an AMD processor by CPUID and assumes caches of one byte where a virtual machine answers with zeros: it
/// then divides by zero, which ends the process, or computes wrong numbers. It is told the sizes here (<see
/// cref="OneDnnCaches"/>), or not used.
/// </summary>
internal static partial class OneDnn
{
    private const string HiddenCaches =
        "this virtual machine hides the sizes of its processor's caches (CPUID 8000001D is empty)";

    private const int AmdCacheLeaf = unchecked((int)0x8000001D);

    private static readonly Lazy<(bool IsUsed, string? Notice)> Decision = new(Decide);

    /// <summary>Whether convolutions are oneDNN's. libtorch's own are slower, and far slower in 16 bits.</summary>
    public static bool IsUsed => Decision.Value.IsUsed;

    /// <summary>What to tell the user of this machine; null on most.</summary>
    public static string? Notice => Decision.Value.Notice;

    /// <summary>Makes convolutions safe in this process. libtorch must be there.</summary>
    /// <exception cref="PlatformNotSupportedException">Nobody knows how on this system.</exception>
    public static void MakeSafe() => _ = Decision.Value;

    /// <summary>
    /// Whether CPUID's first answer about caches tells of one: its lines and ways, less one each, are in EBX, its sets in ECX.
    /// </summary>
    internal static bool KnowsCaches((int Eax, int Ebx, int Ecx, int Edx) leaf) => leaf.Ebx != 0 || leaf.Ecx != 0;

    private static (bool IsUsed, string? Notice) Decide()
    {
        if (!X86Base.IsSupported || !IsAmd() || KnowsCaches(X86Base.CpuId(AmdCacheLeaf, 0)))
            return (true, null);
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException($"{HiddenCaches}, with which oneDNN in libtorch fails: use another machine");
        // NNPACK asks for the caches as well, and says at every convolution that it cannot begin.
        SetUserEnabledNNPack(GlobalContext(), 0);
        // oneDNN asks at its first convolution; this one is too small to be planned.
        using (var images = zeros(16, 1, 2, 2))
        using (var weight = zeros(1, 1, 1, 1))
        using (nn.functional.conv2d(images, weight))
        {
        }

        if (OneDnnCaches.Tell(X86Base.CpuId))
            return (true, $"{HiddenCaches}: oneDNN was given them another way");
        SetUserEnabledMkldnn(GlobalContext(), 0);
        return (false, $"training is slow here: {HiddenCaches}, so oneDNN would fail and convolutions are computed without it");
    }

    // CPUID 0: the maker's name is in EBX, EDX and ECX.
    private static bool IsAmd() => X86Base.CpuId(0, 0) is (_, 0x68747541, 0x444D4163, 0x69746E65);

    // at::globalContext() and members of at::Context as GCC names them: TorchSharp has no way to them.
    [LibraryImport("libtorch_cpu", EntryPoint = "_ZN2at13globalContextEv")]
    private static partial nint GlobalContext();

    [LibraryImport("libtorch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledMkldnnEb")]
    private static partial void SetUserEnabledMkldnn(nint context, byte enabled);

    [LibraryImport("libtorch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledNNPACKEb")]
    private static partial void SetUserEnabledNNPack(nint context, byte enabled);
}
