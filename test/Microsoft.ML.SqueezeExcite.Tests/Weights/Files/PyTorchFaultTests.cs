using System.IO.Compression;
using System.Text;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class PyTorchFaultTests : IDisposable
{
    // {'w': rebuild_tensor_v2(storage '0' of 2 floats, offset, (size), (stride), False, None)}, in protocol 2.
    private const string Before =
        "\u0080\u0002}X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n"
        + "((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuK\u0002tQ";
    private const string After = "\u0089NtRs.";
    private const string Good = Before + "K\0K\u0002\u0085K\u0001\u0085" + After;

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("x.pth");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_HandMadeFile_Reads()
    {
        WriteArchive(Good);
        using var file = PyTorchFile.Open(File);
        Assert.Equal([1, 2], file.Read("w").Values);
    }

    /// <summary>
    /// Text, ordered dictionaries and tensors as Python 2 and PyTorch 0.3 wrote them, of a storage that is a part of another.
    /// </summary>
    [Fact]
    public void Open_FirstTensors_Reads()
    {
        WriteArchive(
            "\u0080\u0002ccollections\nOrderedDict\n]](U\u0001wctorch._utils\n_rebuild_tensor\n"
            + "((U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpuK\u0002U\u0001vK\u0001K\u0001\u0087tQ"
            + "K\0K\u0001\u0085K\u0001\u0085tRea\u0085R.");
        using var file = TensorFile.Open(File);
        Assert.Equal([2], file.Read("w").Values);
    }

    [Theory]
    [InlineData("malicious.pth", "posix.system")]
    [InlineData("module.pth", "torch.nn.modules.linear.Linear")]
    [InlineData("nothing.pth", "its keys: epoch")]
    [InlineData("weight_files.json", "is JSON text, neither a safetensors file nor a zip")]
    public void Open_WhatIsNoFileOfTensors_SaysWhatItIs(string name, string message) => Refused(GoldenFiles.Named(name), message);

    [Theory]
    [InlineData("names builtins.eval", "\u0080\u0002cbuiltins\neval\nX\u0001\0\0\01\u0085R.")]
    [InlineData("names os.system", "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093.")]
    [InlineData("names torch.nn", "\u0080\u0002ctorch\nnn\n.")]
    [InlineData("instruction 0x69", "\u0080\u0002(ios\nsystem\n.")]
    [InlineData("instruction 0x6f", "\u0080\u0002(o.")]
    [InlineData("instruction 0x81", "\u0080\u0002ccollections\nOrderedDict\n)\u0081.")]
    [InlineData("instruction 0x82", "\u0080\u0002\u0082\u0001.")]
    [InlineData("protocol 2 to 5, was 0", "\u0080\0.")]
    [InlineData("in the middle of an instruction", "\u0080\u0002")]
    [InlineData("in the middle of an instruction", "\u0080\u0002X\u00ff\u00ff\u00ff\u00ffab.")]
    [InlineData("takes a value that is not there", "\u0080\u0002.")]
    [InlineData("takes a value that is not there", "\u0080\u0002}(s.")]
    [InlineData("takes a value that is not there", "\u0080\u0002q\0.")]
    [InlineData("closes what it did not open", "\u0080\u0002u.")]
    [InlineData("never kept", "\u0080\u0002h\u0005.")]
    [InlineData("not a dictionary", "\u0080\u0002]NNs.")]
    [InlineData("not a list", "\u0080\u0002}Na.")]
    [InlineData("state of an object", "\u0080\u0002]Nb.")]
    [InlineData("names os.system", "\u0080\u0002cos\nsystem\nX\u0001\0\0\01\u0085R.")]
    [InlineData("names torch.hub.load", "\u0080\u0002ctorch.hub\nload\n)R.")]
    [InlineData("no PickleGlobal", "\u0080\u0002cbuiltins\ngetattr\n)R)R.")]
    [InlineData("objects are not read (a.B, builtins.set)", "\u0080\u0004ca\nB\n)\u0081\u008f(K\u0001\u0090b.")]
    [InlineData("objects are not read (subprocess.Popen)", "\u0080\u0002csubprocess\nPopen\nX\u0002\0\0\0ls\u0085R.")]
    [InlineData("arguments that it does not take", "\u0080\u0002ccollections\nOrderedDict\nN\u0085R.")]
    [InlineData("arguments that it does not take", "\u0080\u0002ctorch._utils\n_rebuild_tensor_v2\n)R.")]
    [InlineData("arguments that it does not take", "\u0080\u0002ctorch\nFloatStorage\n)R.")]
    [InlineData("not a storage of a tensor", "\u0080\u0002)Q.")]
    [InlineData(
        "not a storage of a tensor: storage, torch.ComplexFloatStorage, 0",
        "\u0080\u0002(X\u0007\0\0\0storagectorch\nComplexFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuK\u0002tQ.")]
    [InlineData(
        "does not lie in it",
        "\u0080\u0002(X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuK\u0002"
        + "X\u0001\0\0\0vK\u0001K\u0002\u0087tQ.")]
    [InlineData("not UTF-8", "\u0080\u0002X\u0001\0\0\0\u00ff.")]
    [InlineData("an integer of 9 bytes", "\u0080\u0002\u008a\u0009123456789.")]
    [InlineData("does not hold a dictionary of tensors", "\u0080\u0002N.")]
    [InlineData("reaches to element 2 of a storage that has 2", Before + "K\u0001K\u0002\u0085K\u0001\u0085" + After)]
    [InlineData("reaches to element 3", Before + "K\0K\u0002\u0085K\u0003\u0085" + After)]
    [InlineData("1 sizes and 2 strides", Before + "K\0K\u0002\u0085K\u0001K\u0001\u0086" + After)]
    [InlineData("must not be negative", Before + "J\u00ff\u00ff\u00ff\u00ffK\u0002\u0085K\u0001\u0085" + After)]
    [InlineData("must not be negative", Before + "K\0J\u00ff\u00ff\u00ff\u00ff\u0085K\u0001\u0085" + After)]
    [InlineData("must not be negative", Before + "K\u0001K\u0002\u0085J\u00ff\u00ff\u00ff\u00ff\u0085" + After)]
    [InlineData(
        "beyond counting",
        Before + "K\0\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u0085K\0\u0085" + After)]
    public void Open_PickleThatIsNotAllowed_NamesTheFault(string message, string pickle)
    {
        WriteArchive(pickle);
        Refused(File, message);
    }

    [Fact]
    public void Open_NestingTooDeep_IsRefused()
    {
        WriteArchive("\u0080\u0002" + new string('(', 10_000) + ".");
        Refused(File, "nests deeper than 64");
    }

    [Fact]
    public void Open_StorageOfAnotherSize_GivesBoth()
    {
        WriteArchive(Good, storage: new byte[12]);
        Refused(File, "2 F32 does not fit the 12 bytes");
    }

    [Fact]
    public void Open_StorageMissing_NamesItsEntry()
    {
        WriteArchive(Good, storageName: "x/data/1");
        Refused(File, "data/0 is missing");
    }

    [Fact]
    public void Open_CompressedEntries_AreRefused()
    {
        WriteArchive(Good + new string('.', 1000), level: CompressionLevel.Optimal);
        Refused(File, "compressed");
    }

    [Theory]
    [InlineData("x/byteorder", "big", "big-endian")]
    [InlineData("x/constants.pkl", "", "TorchScript")]
    [InlineData("y/data.pkl", "", "2 entries data.pkl")]
    public void Open_OtherArchives_AreRefused(string entry, string text, string message)
    {
        WriteArchive(Good, extra: (entry, text));
        Refused(File, message);
    }

    [Fact]
    public void Open_LittleEndianMark_Reads()
    {
        WriteArchive(Good, extra: ("x/byteorder", "little"));
        using var file = TensorFile.Open(File);
        Assert.Single(file.Tensors);
    }

    /// <summary>
    /// Bytes flipped or cut off anywhere: the file opens and reads, or is refused as it should be, and nothing else happens.
    /// </summary>
    [Theory]
    [InlineData("views.pth")]
    [InlineData("old_views.pth")]
    [InlineData("training.pth")]
    [InlineData("old_training.pth")]
    public void Open_DamagedAtRandom_ReadsOrRefuses(string name)
    {
        var golden = System.IO.File.ReadAllBytes(GoldenFiles.Named(name));
        var random = new RandomStream(12);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = golden[..(i % 10 == 0 ? random.Next(golden.Length) : golden.Length)];
            for (var flips = 1 + random.Next(3); flips > 0 && bytes.Length > 0; flips--)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            System.IO.File.WriteAllBytes(File, bytes);
            try
            {
                using var file = TensorFile.Open(File);
                foreach (var tensor in file.Tensors.Keys)
                    Assert.True(file.Bytes(tensor).Length >= 0);
                read++;
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }

    private void Refused(string path, string message)
    {
        var e = Assert.Throws<InvalidDataException>(() => TensorFile.Open(path).Dispose());
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private void WriteArchive(
        string pickle,
        byte[]? storage = null,
        string storageName = "x/data/0",
        CompressionLevel level = CompressionLevel.NoCompression,
        (string Name, string Text)? extra = null)
    {
        using var archive = ZipFile.Open(File, ZipArchiveMode.Create);
        void Add(string name, byte[] bytes)
        {
            using var stream = archive.CreateEntry(name, level).Open();
            stream.Write(bytes);
        }

        Add("x/data.pkl", Encoding.Latin1.GetBytes(pickle));
        Add(storageName, storage ?? [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40]);
        if (extra is var (name, text))
            Add(name, Encoding.ASCII.GetBytes(text));
    }
}
