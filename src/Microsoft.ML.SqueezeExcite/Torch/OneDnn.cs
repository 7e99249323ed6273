using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// oneDNN, libtorch's library of convolutions, plans them by the sizes of the processor's caches. libtorch 2.10 has oneDNN 3.7.1, which asks a processor of AMD by
/// CPUID and takes a cache of one byte where a virtual machine answers with zeros: it then divides by zero, which ends the process, or computes wrong numbers. Without oneDNN
/// libtorch has convolutions of its own, which are right and slower.
/// </summary>
internal static partial class OneDnn
{
    /// <summary>What to tell the user where oneDNN is not used.</summary>
    public const string HiddenCaches =
        "this virtual machine hides the sizes of its processor's caches (CPUID 8000001D is empty), with which oneDNN in libtorch fails or computes wrong numbers";

    private const int AmdCacheLeaf = unchecked((int)0x8000001D);

    /// <summary>Whether oneDNN computes what it should on this machine.</summary>
    public static bool IsSafe { get; } = !X86Base.IsSupported || !IsAmd() || KnowsCaches(X86Base.CpuId(AmdCacheLeaf, 0));

    /// <summary>Takes libtorch's own convolutions in this process, where oneDNN is not safe. libtorch must be there.</summary>
    /// <exception cref="PlatformNotSupportedException">Nobody knows how on this system.</exception>
    public static void AvoidWhereUnsafe()
    {
        if (IsSafe)
            return;
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException($"{HiddenCaches}: use another machine");
        SetUserEnabledMkldnn(GlobalContext(), 0);
        // It asks for the caches as well, and says at every convolution that it cannot begin.
        SetUserEnabledNNPack(GlobalContext(), 0);
    }

    /// <summary>Whether CPUID's first answer about caches tells of one: the sizes less one of its lines and ways, and the number of its sets less one.</summary>
    internal static bool KnowsCaches((int Eax, int Ebx, int Ecx, int Edx) leaf) => leaf.Ebx != 0 || leaf.Ecx != 0;

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
