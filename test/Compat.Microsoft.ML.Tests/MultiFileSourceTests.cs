using Microsoft.ML.Data;

namespace Compat.Tests;

public sealed class MultiFileSourceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory().FullName;

    public MultiFileSourceTests()
    {
        foreach (string file in new[] { "b.txt", "a.txt", "below/c.txt", "below/further/d.txt" })
        {
            string path = Path.Combine(_root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("*.txt", "a.txt b.txt")]
    [InlineData("?.txt", "a.txt b.txt")]
    [InlineData("...", "a.txt b.txt below/c.txt below/further/d.txt")]
    [InlineData(".../d.*", "below/further/d.txt")]
    [InlineData("below/*", "below/c.txt")]
    [InlineData("none.txt", "none.txt")]
    [InlineData("none/*", "none/*")]
    public void Paths_Pattern_AreTheFilesInOrder(string pattern, string files)
        => Assert.Equal(files.Split(' ').Select(Full), PathsOf(new MultiFileSource(Full(pattern))));

    [Fact]
    public void Paths_Union_AreEachFileOnce()
    {
        var source = new MultiFileSource($"{Full("b.txt")}+{Full("*.txt")}+{Full("none.txt")}");
        Assert.Equal([Full("b.txt"), Full("a.txt")], PathsOf(source));
    }

    [Fact]
    public void Paths_Null_AreNone() => Assert.Equal(0, new MultiFileSource(null!).Count);

    private string Full(string file) => Path.Combine(_root, file);

    private static IEnumerable<string> PathsOf(MultiFileSource source)
        => Enumerable.Range(0, source.Count).Select(source.GetPathOrNull);
}
