using System.Runtime.InteropServices;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Settings of glibc's allocator. By default it returns large blocks to the kernel when they are freed, and the next step faults
/// every page in again; kept, they are simply used again.
/// </summary>
internal static partial class NativeAllocator
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MmapThreshold = -3;
    private const int LargestMmapThreshold = 32 << 20;
    private const int BlockBytes = 256 << 20;
    private const int PageBytes = 4096;
    private const int AdviseHugePages = 14;

    private static bool HasGlibc => OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out _);

    /// <summary>Keeps freed memory in the process. For the whole process, until <see cref="ReturnFreedMemory"/>.</summary>
    public static void KeepFreedMemory()
    {
        if (!HasGlibc)
            return;
        _ = mallopt(MmapThreshold, 1 << 30);
        _ = mallopt(TrimThreshold, int.MaxValue);
        _ = mallopt(TopPad, 64 << 20);
    }

    /// <summary>
    /// Asks for huge pages under the memory that will be taken next: kernels that stream through large tensors then miss fewer
    /// page table entries. Only addresses are taken here; a page comes when it is written to.
    /// </summary>
    /// <param name="bytes">How much will be taken.</param>
    public static void PreferHugePages(long bytes)
    {
        if (!HasGlibc)
            return;
        // Half of the machine's memory at most, whatever is expected.
        bytes = Math.Min(bytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);
        var blocks = new List<nint>();
        for (; bytes > 0 && malloc(BlockBytes) is var block && block != 0; bytes -= BlockBytes)
        {
            blocks.Add(block);
            var start = (block + PageBytes - 1) & -PageBytes;
            _ = madvise(start, BlockBytes - PageBytes, AdviseHugePages);
        }

        blocks.ForEach(free);
    }

    /// <summary>
    /// Hands the freed memory back to the system, and from here on lets it go as glibc's own adaptation does in a process that
    /// has freed large blocks: that ends at thresholds of 32 and 64 MiB. Once set, they cannot be left to it again.
    /// </summary>
    public static void ReturnFreedMemory()
    {
        if (!HasGlibc)
            return;
        _ = mallopt(MmapThreshold, LargestMmapThreshold);
        _ = mallopt(TrimThreshold, 2 * LargestMmapThreshold);
        _ = mallopt(TopPad, 0);
        _ = malloc_trim(0);
    }

    [LibraryImport("libc.so.6")]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc.so.6")]
    private static partial int malloc_trim(nuint pad);

    [LibraryImport("libc.so.6")]
    private static partial nint malloc(nuint size);

    [LibraryImport("libc.so.6")]
    private static partial void free(nint block);

    [LibraryImport("libc.so.6")]
    private static partial int madvise(nint address, nuint length, int advice);
}
