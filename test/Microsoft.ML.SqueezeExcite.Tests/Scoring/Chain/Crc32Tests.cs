namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class Crc32Tests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Of_KnownTexts_IsTheirChecksum(string text, uint expected)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);
        Assert.Equal(expected, Crc32.Of(bytes));
        for (var split = 0; split < bytes.Length; split++)
            Assert.Equal(expected, Crc32.Of(bytes.AsSpan(split), Crc32.Of(bytes.AsSpan(0, split))));
    }

    [Fact]
    public void Of_ManyBytes_IsWhatTheirBitsGiveOneByOne()
    {
        var bytes = new byte[300];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length <= bytes.Length; length++)
            Assert.Equal(BitByBit(bytes.AsSpan(0, length)), Crc32.Of(bytes.AsSpan(0, length)));
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
