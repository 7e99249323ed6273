using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Diagnosis;

/// <summary>The machine that training and scoring run on.</summary>
internal static class Machine
{
    private const double Gigabyte = 1e9;
    private const double EnoughDisk = 2;
    private const double EnoughMemory = 2;

    /// <summary>Looks at it.</summary>
    public static IEnumerable<Finding> Examine()
    {
        yield return new Finding(".NET", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        yield return new Finding("threads", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return ExamineInstructions();
        yield return ExamineDisk("disk of this folder", Environment.CurrentDirectory);
        yield return ExamineDisk("disk of temporary files", Path.GetTempPath());
        yield return ExamineMemory();
    }

    private static Finding ExamineInstructions()
    {
        if (!X86Base.IsSupported)
            return new Finding("instruction sets", RuntimeInformation.ProcessArchitecture.ToString());
        // CPUID leaf 7: AVX-512 BF16 is bit 5 of EAX in subleaf 1, AMX-BF16 and AMX-TILE are bits 22 and 24 of EDX in subleaf 0.
        var hasLeaf7 = X86Base.CpuId(0, 0).Eax >= 7;
        var hasBFloat16 = hasLeaf7 && (X86Base.CpuId(7, 1).Eax & 1 << 5) != 0;
        var hasAmx = hasLeaf7 && (X86Base.CpuId(7, 0).Edx & (1 << 22 | 1 << 24)) == (1 << 22 | 1 << 24);
        (string Name, bool IsThere)[] sets =
            [("AVX2", Avx2.IsSupported), ("AVX-512", Avx512F.IsSupported), ("BF16", hasBFloat16), ("AMX", hasAmx)];
        var there = string.Join(", ", sets.Where(set => set.IsThere).Select(set => set.Name));
        return Avx2.IsSupported
            ? new Finding("instruction sets", there)
            : new Finding("instruction sets", "no AVX2", Health.Poor, "training is several times slower: use another machine");
    }

    private static Finding ExamineDisk(string name, string folder) => DiskSpace.Free(folder) is not { } free
        ? new Finding(name, "unknown")
        : Room(name, free, EnoughDisk, "make room for checkpoints, models and decoded images");

    private static Finding ExamineMemory()
    {
        // What is in use is known after a collection.
        GC.Collect();
        var memory = GC.GetGCMemoryInfo();
        return Room(
            "memory",
            memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes,
            EnoughMemory,
            "end other programs, or train with smaller images, batches or networks");
    }

    private static Finding Room(string name, long bytes, double enough, string advice)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"{bytes / Gigabyte:F1} GB free");
        return bytes / Gigabyte >= enough ? new Finding(name, value) : new Finding(name, value, Health.Poor, advice);
    }
}
