using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Small files that declare, or make, far more than they have: refused before the memory is taken.</summary>
public sealed class BombTests : IDisposable
{
    private const long MostBytes = 64 << 20;

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("x");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1L << 60)]
    [InlineData(1L << 40)]
    public void Safetensors_HeaderBeyondTheFile_IsRefused(long length)
    {
        System.IO.File.WriteAllBytes(File, [.. BitConverter.GetBytes(length), .. "{}"u8]);
        Refused($"said to have {length} bytes");
    }

    [Fact]
    public void Safetensors_TensorsWithoutEnd_AreRefused()
    {
        var header = new StringBuilder("{");
        for (var i = 0; i < 200_000; i++)
            header.Append($$"""{{(i == 0 ? "" : ",")}}"{{i}}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}""");
        var text = Encoding.ASCII.GetBytes($"{header}}}");
        System.IO.File.WriteAllBytes(File, [.. BitConverter.GetBytes((long)text.Length), .. text]);
        Refused("200000 tensors, more than the 100000", "that are allowed");

        var pad = new byte[17 << 20];
        pad.AsSpan().Fill((byte)' ');
        System.IO.File.WriteAllBytes(File, [.. BitConverter.GetBytes((long)pad.Length + 2), .. "{}"u8, .. pad]);
        Refused("more than the 16777216 that are allowed");
    }

    [Fact]
    public void Archive_EntryOfZerosThatAreCompressed_IsRefused()
    {
        using (var zip = ZipFile.Open(File, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("x/data/0", CompressionLevel.Optimal).Open();
            for (var i = 0; i < 256; i++)
                entry.Write(new byte[1 << 20]);
        }

        Assert.True(new FileInfo(File).Length < 1 << 20);
        Refused("268435456 bytes in", "compressed");
    }

    /// <summary>The lengths of a directory are what somebody wrote there.</summary>
    [Fact]
    public void Archive_EntryThatIsSaidToBeLarger_IsRefused()
    {
        WriteArchive("\u0080\u0002}.");
        var bytes = System.IO.File.ReadAllBytes(File);
        var directory = bytes.AsSpan().IndexOf("PK\x1\x2"u8);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(directory + 20), int.MaxValue - 100);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(directory + 24), int.MaxValue - 100);
        System.IO.File.WriteAllBytes(File, bytes);
        Refused("its entries have 21474835", "but the file has");
    }

    [Theory]
    [InlineData('}')]
    [InlineData(']')]
    [InlineData('\u008f')]
    [InlineData('N')]
    [InlineData(')')]
    [InlineData('\u0088')]
    public void Pickle_ContainersWithoutContent_AreRefused(char instruction)
    {
        WriteArchive($"\u0080\u0004{new string(instruction, 4 << 20)}.");
        Refused("more than");
    }

    [Fact]
    public void Pickle_ValuesThatAreKeptWithoutEnd_AreRefused()
    {
        WriteArchive($"\u0080\u0004N{new string('\u0094', 4 << 20)}.");
        Refused("kept values in");
    }

    [Fact]
    public void Pickle_ListsOfTheSameList_TakeNoMoreThanTheirReferences()
    {
        // Each list has the one before it a hundred times: 100^20 elements, if they were ever walked.
        var pickle = new StringBuilder("\u0080\u0002}q\0X\u0001\0\0\0w]q\u0001");
        for (var i = 1; i < 20; i++)
            pickle.Append("](").Insert(pickle.Length, $"h{(char)i}", 100).Append($"eq{(char)(i + 1)}");
        WriteArchive(pickle.Append("h\0.").ToString());
        Refused("holds no tensors");
    }

    [Fact]
    public void Pickle_OneLongShapeForManyTensors_IsRefused()
    {
        var size = string.Concat(Enumerable.Repeat("K\u0001", 1000));
        WriteArchive(
            "\u0080\u0002}ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00"
            + $"X\u0003\0\0\0cpuK\u0001tQK\0({size}tq\0h\0\u0089NtR.");
        Refused("arguments that it does not take");
    }

    /// <summary>One element that a stride of 0 makes a gigabyte of.</summary>
    [Fact]
    public void Tensor_ThatRepeatsItsStorage_IsNotRead()
    {
        WriteArchive(
            "\u0080\u0002}X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\n"
            + "X\u0001\0\0\00X\u0003\0\0\0cpuK\u0001tQK\0J\0\0\0\u0010\u0085K\0\u0085\u0089NtRs.",
            storage: new byte[4]);
        using var file = TensorFile.Open(File);
        var e = Assert.Throws<InvalidDataException>(() => file.Read("w"));
        Assert.Contains("it repeats the 4 bytes of its storage up to 1073741824", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1L << 62)]
    [InlineData(1L << 40)]
    [InlineData(long.MaxValue)]
    public void OldForm_StorageBeyondTheFile_IsRefused(long elements)
    {
        WriteOldForm(elements, elements);
        Refused("it is truncated");
    }

    [Theory]
    [InlineData(1, 2, "has 2 elements, its pickle says 1")]
    [InlineData(1, -1, "has -1 elements, its pickle says 1")]
    [InlineData(-1, -1, "not a storage of a tensor")]
    public void OldForm_StorageOfAnotherLength_GivesBoth(long pickled, long stored, string message)
    {
        WriteOldForm(pickled, stored);
        Refused(message);
    }

    [Fact]
    public void OldForm_CutAnywhere_IsRefused()
    {
        var whole = System.IO.File.ReadAllBytes(GoldenFiles.Named("old_views.pth"));
        for (var length = 0; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Assert.Throws<InvalidDataException>(() => TensorFile.Open(File).Dispose());
        }
    }

    private void Refused(params string[] parts)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var e = Assert.Throws<InvalidDataException>(() => TensorFile.Open(File).Dispose());
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.All(parts, part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
        var length = new FileInfo(File).Length;
        Assert.True(taken < MostBytes + 16 * length, $"{taken} bytes for a file of {length}");
    }

    private void WriteArchive(string pickle, byte[]? storage = null)
    {
        using var zip = ZipFile.Open(File, ZipArchiveMode.Create);
        void Add(string name, byte[] bytes)
        {
            using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write(bytes);
        }

        Add("x/data.pkl", Encoding.Latin1.GetBytes(pickle));
        if (storage is not null)
            Add("x/data/0", storage);
    }

    // {'w': a tensor of one element of storage 'k'}.
    private void WriteOldForm(long pickled, long stored)
    {
        var count = Encoding.Latin1.GetString(BitConverter.GetBytes(pickled));
        var text =
            "\u0080\u0002\u008a\u000a\u006c\u00fc\u009c\u0046\u00f9\u0020\u006a\u00a8\u0050\u0019."
            + "\u0080\u0002M\u00e9\u0003."
            + "\u0080\u0002}X\r\0\0\0little_endian\u0088s."
            + "\u0080\u0002}X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\n"
            + $"X\u0001\0\0\0kX\u0003\0\0\0cpu\u008a\u0008{count}NtQK\0K\u0001\u0085K\u0001\u0085\u0089NtRs."
            + "\u0080\u0002]X\u0001\0\0\0ka.";
        System.IO.File.WriteAllBytes(File, [.. Encoding.Latin1.GetBytes(text), .. BitConverter.GetBytes(stored), .. new byte[8]]);
    }
}
