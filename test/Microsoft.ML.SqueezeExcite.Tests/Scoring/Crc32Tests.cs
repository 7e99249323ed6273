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
}
