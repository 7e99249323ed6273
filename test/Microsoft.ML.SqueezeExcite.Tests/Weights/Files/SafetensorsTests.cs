namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("x.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FileOfPython_ReadsEveryTypeAndTheMetadata()
    {
        using var file = TensorFile.Open(GoldenFiles.Named("typed.safetensors"));
        Assert.Equal("safetensors", file.Format);
        GoldenFiles.Matches(file, "typed");
        Assert.Equal(new Dictionary<string, string> { ["made by"] = "hand", ["umlaut"] = "ä" }, file.Metadata);
    }

    [Fact]
    public void Write_EveryType_ReadsBackToTheBit()
    {
        var random = new RandomStream(3);
        var tensors = Enum.GetValues<ElementType>().Select(type =>
        {
            var bytes = new byte[6 * type.Size()];
            foreach (ref var octet in bytes.AsSpan())
                octet = (byte)random.Next(256);
            return (Source: new TensorSource($"a \"{type}\"\n", type, [3, 1, 2], stream => stream.Write(bytes)), Bytes: bytes);
        }).ToArray();
        Write([.. tensors.Select(tensor => tensor.Source)], new() { ["k\u0001"] = "v\"ü", [""] = "" });

        using var file = SafetensorsFile.Open(File);
        foreach (var (source, bytes) in tensors)
        {
            Assert.Equal(new StoredTensor(source.Type, [3, 1, 2]).ToString(), file.Tensors[source.Name].ToString());
            Assert.Equal(bytes, file.Bytes(source.Name).ToArray());
        }

        Assert.Equal(new Dictionary<string, string> { ["k\u0001"] = "v\"ü", [""] = "" }, file.Metadata);
        Assert.Equal(0, (8 + BitConverter.ToInt64(System.IO.File.ReadAllBytes(File))) % 8);
    }

    [Fact]
    public void Write_ScalarsAndEmptyTensors_ReadBack()
    {
        Write([
            TensorSource.Of("scalar", new TensorData([], [2.5f])),
            TensorSource.Of("empty", new TensorData([0, 7], [])),
            TensorSource.Of("last", new TensorData([1], [3])),
        ]);
        using var file = SafetensorsFile.Open(File);
        Assert.Empty(file.Read("scalar").Shape);
        Assert.Equal([2.5f], file.Read("scalar").Values);
        Assert.Equal([0, 7], file.Read("empty").Shape);
        Assert.Equal([3], file.Read("last").Values);
    }

    [Fact]
    public void Write_NoTensors_ReadsBack()
    {
        Write([]);
        using var file = TensorFile.Open(File);
        Assert.Empty(file.Tensors);
    }

    [Fact]
    public void Write_TensorThatWritesTooLittle_NamesIt()
    {
        var e = Assert.Throws<InvalidOperationException>(() =>
            Write([new TensorSource("w", ElementType.F32, [2], stream => stream.WriteByte(1))]));
        Assert.Contains("'w'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("w")]
    [InlineData("__metadata__")]
    public void Write_NameThatIsTaken_IsRefused(string name) => Assert.Throws<ArgumentException>(
        () => Write([TensorSource.Of("w", new TensorData([1], [1])), TensorSource.Of(name, new TensorData([1], [1]))]));

    [Fact]
    public void Read_HalfTypes_AreExact()
    {
        Write([
            new TensorSource("half", ElementType.F16, [3], stream => stream.Write([0x00, 0x3C, 0x01, 0x00, 0x00, 0xFC])),
            new TensorSource("brain", ElementType.BF16, [2], stream => stream.Write([0x80, 0x3F, 0x40, 0xC0])),
        ]);
        using var file = SafetensorsFile.Open(File);
        Assert.Equal([1, 5.9604645e-8f, float.NegativeInfinity], file.Read("half").Values);
        Assert.Equal([1, -3], file.Read("brain").Values);
    }

    [Fact]
    public void Read_Integers_AreRefusedAsWeights()
    {
        using var file = TensorFile.Open(GoldenFiles.Named("typed.safetensors"));
        var e = Assert.Throws<InvalidDataException>(() => file.Read("tensor.I64"));
        Assert.Contains("tensor.I64", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_OfAClosedFile_Throws()
    {
        var file = TensorFile.Open(GoldenFiles.Named("typed.safetensors"));
        file.Dispose();
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Bytes("tensor.F32").Length);
    }

    private void Write(IReadOnlyList<TensorSource> tensors, Dictionary<string, string>? metadata = null)
    {
        using var stream = System.IO.File.Create(File);
        SafetensorsWriter.Write(stream, tensors, metadata);
    }
}
