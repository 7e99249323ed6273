using System.Buffers.Binary;
using System.Diagnostics;
using SqueezeExcite.Testing;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ImageDecoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ImageDecoder _decoder = new(new ImageDecoding());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(".png", 16, 20)]
    [InlineData(".jpg", 0, 0)]
    public void Decode_Bomb_IsRefusedBeforeItIsDecoded(string extension, int widthAt, int heightAt)
    {
        using var picture = TinyImages.Picture(1, 1, 31, 20);
        var encoded = ScoringModels.Encode(picture, extension);
        if (extension == ".jpg")
        {
            var frame = encoded.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 });
            BinaryPrimitives.WriteUInt16BigEndian(encoded.AsSpan(frame + 5), 60_000);
            BinaryPrimitives.WriteUInt16BigEndian(encoded.AsSpan(frame + 7), 60_000);
        }
        else
        {
            BinaryPrimitives.WriteInt32BigEndian(encoded.AsSpan(widthAt), 60_000);
            BinaryPrimitives.WriteInt32BigEndian(encoded.AsSpan(heightAt), 60_000);
            // The checksum of the header's type and values.
            BinaryPrimitives.WriteUInt32BigEndian(encoded.AsSpan(29), Crc32.Of(encoded.AsSpan(12, 17)));
        }

        var e = Assert.Throws<InvalidDataException>(() => _decoder.Decode(encoded));
        Assert.Contains("at most 100000000 pixels, this one has 60000 x 60000", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DecodeFile_WrongExtension_GoesByTheContent()
    {
        using var picture = TinyImages.Picture(1, 1, 31, 20);
        var path = _folder.File("picture.txt");
        File.WriteAllBytes(path, ScoringModels.Encode(picture, ".png"));
        using var decoded = _decoder.DecodeFile(path);
        Assert.Equal((31, 20), (decoded.Image.Width, decoded.Image.Height));
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with\0nul")]
    [InlineData("/dev/null")]
    public void DecodeFile_NoFile_NamesThePath(string path)
    {
        var e = Assert.Throws<InvalidDataException>(() => _decoder.DecodeFile(path));
        Assert.Contains($"'{path}'", e.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task DecodeFile_Pipe_IsRefusedWithoutWaitingForAWriter()
    {
        var path = _folder.File("pipe.png");
        using (var make = Process.Start("mkfifo", [path]))
            await make.WaitForExitAsync();

        var decoding = Task.Run(() => _decoder.DecodeFile(path));

        var e = await Assert.ThrowsAsync<InvalidDataException>(() => decoding.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("pipe.png': there is no image: it has 0 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_MutatedImages_DecodesOrSaysSo()
    {
        using var picture = TinyImages.Picture(1, 1, 31, 20);
        foreach (var extension in new[] { ".png", ".jpg" })
        {
            var good = ScoringModels.Encode(picture, extension);
            for (var seed = 0; seed < 300; seed++)
            {
                try
                {
                    using var decoded = _decoder.Decode(Mutation.Of(good, seed));
                    Assert.InRange(decoded.Image.Width, 1, 100_000_000);
                }
                catch (InvalidDataException e)
                {
                    Assert.NotEmpty(e.Message);
                }
            }
        }
    }
}
