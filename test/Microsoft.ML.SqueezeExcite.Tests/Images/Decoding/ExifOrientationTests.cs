namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ExifOrientationTests
{
    public static TheoryData<string> Names => [.. GoldenExif.All.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_OfAnOrientation_ShowsWhatPillowShows(string name)
    {
        var golden = GoldenExif.All.Single(file => file.Name == name);
        Assert.Equal(golden.Orientation, ExifOrientation.Of(golden.File));
        using var decoded = new ImageDecoder(new ImageDecoding()).Decode(golden.File);
        golden.Matches(decoded.Image);
        Assert.Equal(golden.Orientation != 1, decoded.Traits.HasFlag(ImageTraits.Oriented));
    }

    [Fact]
    public void Of_BrokenFiles_IsSomeOrientation()
    {
        var random = new RandomStream(1);
        foreach (var golden in GoldenExif.All)
        {
            for (var length = 0; length < golden.File.Length; length++)
                Assert.InRange(ExifOrientation.Of(golden.File.AsSpan(0, length)), 1, 8);
            for (var trial = 0; trial < 2000; trial++)
            {
                var file = golden.File.ToArray();
                for (var changes = random.Next(6); changes >= 0; changes--)
                    file[4 + random.Next(Math.Min(file.Length, 160) - 4)] = (byte)(random.NextBoolean() ? 255 : random.Next(256));
                Assert.InRange(ExifOrientation.Of(file), 1, 8);
            }
        }
    }

    [Theory]
    [InlineData("FFD8FFE1001E457869660000" + "4D4D002A00000008" + "0001" + "0112000300000001" + "0006", 6)] // big-endian
    [InlineData("FFD8FFFFFFE1001E457869660000" + "4D4D002A00000008" + "0001" + "0112000300000001" + "0006", 6)] // fill bytes
    [InlineData("FFD8FFE1001E457869660000" + "4D4D002A00000008" + "0001" + "0112000300000001" + "0009", 1)] // out of range
    [InlineData("FFD8FFE1001E457869660000" + "4D4D002A00000008" + "0001" + "0112000400000001" + "0006", 1)] // no short
    [InlineData("FFD8FFE1001E457869660000" + "4D4D002AFFFFFFFF" + "0001" + "0112000300000001" + "0006", 1)] // beyond the end
    // After the pixels begin.
    [InlineData("FFD8FFDAFFE1001E457869660000" + "4D4D002A00000008" + "0001" + "0112000300000001" + "0006", 1)]
    public void Of_JpegHeader_IsReadAsItIsDefined(string hex, int expected) =>
        Assert.Equal(expected, ExifOrientation.Of(Convert.FromHexString(hex + "0000")));

    [Theory]
    [InlineData("")]
    [InlineData("00010203040506")]
    [InlineData("FFD8FF")]
    public void Decode_OfWhatIsNoImage_Throws(string hex) =>
        Assert.Contains(
            "bytes",
            Assert.Throws<InvalidDataException>(() =>
                new ImageDecoder(new ImageDecoding()).Decode(Convert.FromHexString(hex))).Message,
            StringComparison.Ordinal);
}
