using System.Runtime.InteropServices;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Settings of glibc's allocator. By default it returns large blocks to the kernel when they are freed, and the next step faults every page in again;
/// kept, they are simply used again.
/// </summary>
internal static partial class NativeAllocator
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MmapThreshold = -3;

    private static bool HasGlibc => OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out _);

    /// <summary>Keeps freed memory in the process. For the whole process, until it ends.</summary>
    public static void KeepFreedMemory()
    {
        if (!HasGlibc)
            return;
        _ = mallopt(MmapThreshold, 1 << 30);
        _ = mallopt(TrimThreshold, int.MaxValue);
        _ = mallopt(TopPad, 64 << 20);
    }

    /// <summary>Hands the freed memory back to the system.</summary>
    public static void ReturnFreedMemory()
    {
        if (HasGlibc)
            _ = malloc_trim(0);
    }

    [LibraryImport("libc.so.6")]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc.so.6")]
    private static partial int malloc_trim(nuint pad);
}
