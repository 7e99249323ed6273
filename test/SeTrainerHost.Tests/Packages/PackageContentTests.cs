using System.IO.Compression;
using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml.Linq;

namespace SeTrainerHost.Tests.Packages;

/// <summary>What is in the packages, and what is not.</summary>
[Collection(PackagesGroup.Name)]
public sealed class PackageContentTests(PackedPackages packages)
{
    [Fact]
    public void Packages_OfThisBuild_AreThese()
    {
        var found = Names("*.nupkg").ToArray();
        Assert.Equal(
            [
                "Microsoft.ML.SqueezeExcite", "Microsoft.ML.SqueezeExcite.Reports", "se-trainer",
                $"se-trainer.{RuntimeInformation.RuntimeIdentifier}",
            ],
            found.Select(file => Identity(file).Id).Order(StringComparer.Ordinal));
        Assert.Single(found.Select(file => Identity(file).Version).Distinct());
        Assert.Equal(2, Names("*.snupkg").Count());
    }

    /// <summary>
    /// The packages that it uses, and what those bring in the versions that were tested; no libtorch, which is the user's
    /// choice.
    /// </summary>
    [Fact]
    public void Library_Dependencies_AreThoseThatItWasTestedWith()
    {
        var dependencies = Nuspec(Names("Microsoft.ML.SqueezeExcite.?.*.nupkg").Single())
            .Descendants()
            .Where(e => e.Name.LocalName == "dependency");
        Assert.Equal(
            [
                "Google.Protobuf 3.30.2", "Microsoft.ML 5.0.1", "Microsoft.ML.ImageAnalytics 5.0.1",
                "Microsoft.ML.OnnxRuntime 1.31.1", "Microsoft.ML.OnnxTransformer 5.0.1", "SkiaSharp 2.88.9",
                "SkiaSharp.NativeAssets.Linux.NoDependencies 2.88.9", "SkiaSharp.NativeAssets.Win32 2.88.9",
                "SkiaSharp.NativeAssets.macOS 2.88.9", "TorchSharp 0.107.0",
            ],
            dependencies.Select(e => $"{e.Attribute("id")!.Value} {e.Attribute("version")!.Value}").Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(
        "Microsoft.ML.SqueezeExcite.?.*.nupkg",
        "README.md lib/net10.0/Microsoft.ML.SqueezeExcite.dll lib/net10.0/Microsoft.ML.SqueezeExcite.xml")]
    [InlineData("Microsoft.ML.SqueezeExcite.?.*.snupkg", "lib/net10.0/Microsoft.ML.SqueezeExcite.pdb")]
    [InlineData(
        "Microsoft.ML.SqueezeExcite.Reports.*.nupkg",
        "README.md lib/net10.0/Microsoft.ML.SqueezeExcite.Reports.dll lib/net10.0/Microsoft.ML.SqueezeExcite.Reports.xml")]
    [InlineData("Microsoft.ML.SqueezeExcite.Reports.*.snupkg", "lib/net10.0/Microsoft.ML.SqueezeExcite.Reports.pdb")]
    public void Library_Files_AreThese(string package, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', Files(Names(package).Single()).Keys.Where(IsContent).Order(StringComparer.Ordinal)));

    [Fact]
    public void Packages_AnyFile_NamesNoFolderOfThisMachine()
    {
        var folders = new[] { PackedPackages.Setting("RepositoryRoot"), PackedPackages.Setting("NuGetPackageRoot") }
            .SelectMany(folder => new[] { Encoding.UTF8.GetBytes(folder), Encoding.Unicode.GetBytes(folder) }).ToArray();
        var faults = from package in Names("*pkg")
                     from file in Files(package)
                     where folders.Any(folder => file.Value.AsSpan().IndexOf(folder) >= 0)
                     select $"{package}: {file.Key}";
        Assert.Empty(faults);
    }

    [Fact]
    public void Symbols_SourceFiles_AreNamedFromTheRepositorysRoot()
    {
        var symbols = Files(Names("Microsoft.ML.SqueezeExcite.?.*.snupkg").Single())
            .Single(file => file.Key.EndsWith(".pdb", StringComparison.Ordinal))
            .Value;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var reader = provider.GetMetadataReader();
        var documents = reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name)).ToArray();
        Assert.True(documents.Length > 100);
        Assert.All(documents, name => Assert.StartsWith("/_/", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Packages_PackedTwice_AreTheSame()
    {
        var again = packages.Path("again");
        packages.Pack(again);
        Assert.Equal(
            Names("*pkg"),
            Directory.GetFiles(again).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        foreach (var package in Names("*pkg"))
        {
            var (first, second) = (Files(package), Files(Path.Combine(again, package)));
            Assert.Equal(first.Keys, second.Keys);
            Assert.All(first, file => Assert.True(file.Value.AsSpan().SequenceEqual(second[file.Key]), $"{package}: {file.Key}"));
        }
    }

    private static bool IsContent(string file) =>
        !file.EndsWith(".nuspec", StringComparison.Ordinal) && !file.StartsWith("_rels/", StringComparison.Ordinal)
        && !file.StartsWith("package/", StringComparison.Ordinal) && file != "[Content_Types].xml";

    private IEnumerable<string> Names(string pattern) =>
        Directory.GetFiles(packages.Feed, pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private Dictionary<string, byte[]> Files(string package)
    {
        using var zip = ZipFile.OpenRead(Path.Combine(packages.Feed, package));
        return zip.Entries.ToDictionary(entry => entry.FullName, Content, StringComparer.Ordinal);
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private XDocument Nuspec(string package) =>
        XDocument.Load(
            new MemoryStream(Files(package).Single(file => file.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value));

    private (string Id, string Version) Identity(string package)
    {
        var values = Nuspec(package)
            .Descendants()
            .Where(e => e.Name.LocalName is "id" or "version")
            .Select(e => e.Value)
            .Take(2)
            .ToArray();
        return (values[0], values[1]);
    }
}
