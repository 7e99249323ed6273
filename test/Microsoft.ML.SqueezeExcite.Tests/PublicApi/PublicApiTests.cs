using System.Reflection;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>
/// The public API is what PublicAPI.Unshipped.txt lists: an analyzer holds that when the library is built. This is what it does
/// not see.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly Type[] Types = typeof(SeNetTrainer).Assembly.GetExportedTypes();

    /// <summary>Who reads the package for the first time has these before them: a type that nobody types is internal.</summary>
    [Fact]
    public void Library_PublicTypes_AreFew() => Assert.InRange(Types.Length, 40, 65);

    [Fact]
    public void Library_PublicTypes_AreInTwoNamespaces() =>
        Assert.Equal(["Microsoft.ML", "Microsoft.ML.SqueezeExcite"], Types.Select(type => type.Namespace).Distinct().Order());

    [Fact]
    public void Listing_HasTheTypesOfBothNamespaces()
    {
        var root = typeof(PublicApiTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "RepositoryRoot")
            .Value!;
        var listed = File.ReadAllLines(Path.Combine(root, "src", "Microsoft.ML.SqueezeExcite", "PublicAPI.Unshipped.txt"));
        Assert.All(Types, type => Assert.Contains(type.FullName!.Replace('+', '.'), listed));
    }
}
