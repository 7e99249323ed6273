using System.Globalization;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Corrects what oneDNN 3.7.1 assumes about the processor's caches where CPUID 8000001D hid them. It has no setting for that,
/// so its own record is looked for in libtorch's memory, by the only content that it can have then, and changed if found
/// exactly once.
/// </summary>
internal static class OneDnnCaches
{
    private const int MostLevels = 10;
    private const int Levels = 3;

    // Bytes per processor: oneDNN's own guesses where it knows of no cache, but for the last, which AMD has more of.
    private static readonly uint[] Guesses = [32 << 10, 512 << 10, 4 << 20];

    /// <summary>Tells oneDNN the sizes, after it has asked for them.</summary>
    /// <param name="cpuId">CPUID, by leaf and subleaf.</param>
    /// <returns>Whether it has been told.</returns>
    public static unsafe bool Tell(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> cpuId)
    {
        var record = Record([1, 1, 1]);
        var found = new List<nint>();
        foreach (var (start, length) in WritableMemory(File.ReadLines("/proc/self/maps"), "/libtorch_cpu.so"))
            Find(new ReadOnlySpan<uint>((void*)start, (int)(length / sizeof(uint))), record, start, found);
        if (found is not [var place])
            return false;
        Record(Sizes(cpuId)).CopyTo(new Span<uint>((void*)place, record.Length));
        return true;
    }

    /// <summary>
    /// The sizes of the first two data caches by CPUID's older leaves, which give KiB, and a guess of the third.
    /// </summary>
    internal static uint[] Sizes(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> cpuId)
    {
        var first = (uint)cpuId(unchecked((int)0x80000005), 0).Ecx >> 24 << 10;
        var second = (uint)cpuId(unchecked((int)0x80000006), 0).Ecx >> 16 << 10;
        return [first > 0 ? first : Guesses[0], second > 0 ? second : Guesses[1], Guesses[2]];
    }

    /// <summary>The parts of memory that a library writes to: its own pages and those without a file that follow them.</summary>
    /// <param name="maps">The lines of /proc/self/maps: <c>start-end permissions offset device inode path</c>.</param>
    /// <param name="library">How the library's path ends.</param>
    internal static IEnumerable<(nint Start, nint Length)> WritableMemory(IEnumerable<string> maps, string library)
    {
        var end = (nint)0;
        foreach (var fields in maps.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var range = fields[0].Split('-').Select(Address).ToArray();
            if (fields.Length < 6 ? range[0] != end : !fields[^1].EndsWith(library, StringComparison.Ordinal))
                continue;
            end = range[1];
            if (fields[1].StartsWith("rw", StringComparison.Ordinal))
                yield return (range[0], range[1] - range[0]);
        }
    }

    private static nint Address(string text) => nint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // Xbyak's Cpu, which oneDNN asks: the sizes of ten levels, how many processors share each, and how many levels there are.
    private static uint[] Record(uint[] sizes) =>
        [.. sizes, .. new uint[MostLevels - Levels], 1, 1, 1, .. new uint[MostLevels - Levels], Levels];

    private static void Find(ReadOnlySpan<uint> memory, ReadOnlySpan<uint> record, nint start, List<nint> found)
    {
        for (var from = 0; memory[from..].IndexOf(record) is >= 0 and var at; from += at + 1)
            found.Add(start + (from + at) * sizeof(uint));
    }
}
