using System.Text;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class FileKindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("x.pth");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("is empty", "")]
    [InlineData("is a Git LFS pointer, not the weights", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 9\n")]
    [InlineData("is an HTML or XML page", "<!DOCTYPE html><html>")]
    [InlineData("is an HTML or XML page", "\r\n  <html><head>")]
    [InlineData("is an HTML or XML page", "\u00ef\u00bb\u00bf<?xml version='1.0'?><Error>")]
    [InlineData("is JSON text", "{\"message\":\"Not Found\"}")]
    [InlineData("is JSON text", "{\"aaaa\":{}}")]
    [InlineData("is compressed by gzip", "\u001f\u008b\u0008\0")]
    [InlineData("is compressed by bzip2", "BZh91AY")]
    [InlineData("is compressed by xz", "\u00fd7zXZ\0")]
    [InlineData("is an HDF5 file", "\u0089HDF\r\n")]
    [InlineData("is an array of NumPy", "\u0093NUMPY")]
    [InlineData("is a pickle, but not one of torch.save", "\u0080\u0004K\u0001.")]
    [InlineData("is neither a safetensors file nor a zip", "Not Found")]
    [InlineData("is neither a safetensors file nor a zip", "x")]
    public void Open_WhatIsNotWeights_SaysWhatItIs(string message, string text)
    {
        System.IO.File.WriteAllBytes(File, Encoding.Latin1.GetBytes(text));
        Refused(File, message);
    }

    [Fact]
    public void Open_TarOfTheFirstPyTorch_SaysSo()
    {
        var tar = new byte[1024];
        "ustar"u8.CopyTo(tar.AsSpan(257));
        System.IO.File.WriteAllBytes(File, tar);
        Refused(File, "is a tar archive, the form of PyTorch before 0.1.10");
    }

    [Fact]
    public void Open_Folder_SaysSo() => Refused(Path.GetDirectoryName(File)!, "is a folder");

    private static void Refused(string path, string message)
    {
        var e = Assert.Throws<InvalidDataException>(() => TensorFile.Open(path).Dispose());
        Assert.Contains($"'{path}' {message}", e.Message, StringComparison.Ordinal);
    }
}
