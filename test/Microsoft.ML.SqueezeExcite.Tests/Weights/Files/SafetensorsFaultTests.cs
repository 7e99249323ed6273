using System.Text;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SafetensorsFaultTests : IDisposable
{
    private const string A = """ "a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]} """;

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("x.safetensors");

    public void Dispose() => _folder.Dispose();

    /// <summary>Each header over eight bytes of data, with the parts that the message must have.</summary>
    [Theory]
    [InlineData("not as it must be", "{")]
    [InlineData("not as it must be", "{" + A + "} x")]
    [InlineData("not as it must be", "{" + A + "," + A + "}")]
    [InlineData("not as it must be", """{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("not as it must be", """{"a":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("not as it must be", """{"__metadata__":{"a":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("'a': its entry is a Array", """{"a":[]}""")]
    [InlineData("'a': it has no dtype", """{"a":{"shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("'a': its dtype must be one of F64, F32", """{"a":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("was 1", """{"a":{"dtype":"1","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("'a': its shape must be a list", """{"a":{"dtype":"F32","data_offsets":[0,8]}}""")]
    [InlineData("'a': its shape must be a list", """{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""")]
    [InlineData("'a': its shape must be a list", """{"a":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}""")]
    [InlineData("'a': its shape [-2]", """{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""")]
    [InlineData(
        "more elements than can be counted",
        """{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}"""
    )]
    [InlineData(
        "takes 12 bytes, but its data_offsets [0, 8] span 8",
        """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"""
    )]
    [InlineData("'a': its data_offsets must be two integers", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""")]
    [InlineData("'a': its data_offsets must be two integers", """{"a":{"dtype":"F32","shape":[2]}}""")]
    [InlineData("[8, 0] must lie in order", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""")]
    [InlineData("[-8, 0] must lie in order", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""")]
    [InlineData("[0, 16] must lie in order within the 8 bytes", """{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""")]
    [InlineData(
        "'b': its bytes from 4 overlap those of 'a'",
        "{" + A + ""","b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"""
    )]
    [InlineData(
        "'b': its bytes from 0 overlap those of 'a'",
        "{" + A + ""","b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"""
    )]
    [InlineData(
        "'a': its bytes start at 4, which leaves a hole from 0",
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"""
    )]
    [InlineData("end at byte 4, but the file has 8", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("must start with '{'", " {" + A + "}")]
    [InlineData("not as it must be", """{"a":[[[[[[[[[[[[]]]]]]]]]]]]}""")]
    public void Open_MalformedHeader_NamesFileTensorAndFault(string message, string header) =>
        Refused(message, [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[8]]);

    [Fact]
    public void Open_TextThatIsNotUtf8_IsRefused()
    {
        byte[] header = [(byte)'{', (byte)'"', 0xff, .. "\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"u8];
        Refused("not as it must be", [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[8]]);
    }

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(7, "7 bytes")]
    [InlineData(8, "truncated")]
    [InlineData(30, "truncated")]
    [InlineData(-1, "damaged or truncated")]
    public void Open_TruncatedFile_SaysSo(int length, string message)
    {
        var whole = Whole();
        Refused(message, length < 0 ? whole[..^1] : whole[..length]);
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 40)]
    public void Open_HeaderLengthBeyondTheFile_IsRefused(long length)
    {
        var bytes = Whole();
        BitConverter.TryWriteBytes(bytes, length);
        Refused("its header is said to have", bytes);
    }

    [Fact]
    public void Open_BytesAfterTheLastTensor_AreRefused() => Refused("but the file has 9 bytes", [.. Whole(), 0]);

    /// <summary>
    /// Bytes flipped anywhere: the file opens and reads, or is refused as it should be, and nothing else happens.
    /// </summary>
    [Fact]
    public void Open_DamagedAtRandom_ReadsOrRefuses()
    {
        var golden = System.IO.File.ReadAllBytes(GoldenFiles.Named("typed.safetensors"));
        var random = new RandomStream(11);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = (byte[])golden.Clone();
            for (var flips = 1 + random.Next(3); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            System.IO.File.WriteAllBytes(File, bytes);
            try
            {
                using var file = TensorFile.Open(File);
                foreach (var name in file.Tensors.Keys)
                    Assert.Equal(
                        StoredTensor.BytesOf(file.Tensors[name].Type, file.Tensors[name].Shape),
                        file.Bytes(name).ToArray().Length);
                read++;
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }

    private static byte[] Whole()
    {
        var header = "{" + A + "}";
        return [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[8]];
    }

    private void Refused(string message, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File, bytes);
        var e = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(File).Dispose());
        Assert.Contains(File, e.Message, StringComparison.Ordinal);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => TensorFile.Open(File).Dispose());
    }
}
