using System.Reflection;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>The public API is what PublicApi.txt says: a change of it is seen in the review of that file.</summary>
public sealed class PublicApiTests
{
    /// <summary>Set to 1, it makes the test write the file anew.</summary>
    private const string Accept = "SE_ACCEPT_PUBLIC_API";

    private static readonly Assembly Library = typeof(SeNetTrainer).Assembly;

    private static string ListFile => Path.Combine(
        typeof(PublicApiTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
        "test", "Microsoft.ML.SqueezeExcite.Tests", "PublicApi", "PublicApi.txt");

    [Fact]
    public void Library_PublicApi_IsTheListedOne()
    {
        var built = ApiListing.Of(Library);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllLines(ListFile, built);
        var listed = File.ReadAllLines(ListFile);
        var changes = built.Except(listed).Select(line => "+ " + line).Concat(listed.Except(built).Select(line => "- " + line)).ToArray();
        Assert.True(changes.Length == 0, $"The public API is not what {ListFile} lists:\n{string.Join('\n', changes)}\nIf that is meant: {Accept}=1 dotnet test");
        Assert.Equal(built, listed);
    }

    /// <summary>Analysers of public APIs skip the namespace Microsoft; this one must not.</summary>
    [Theory]
    [InlineData("Microsoft.ML.SqueezeExciteCatalog.SeResNetClassifier(this Microsoft.ML.MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, ")]
    [InlineData("Microsoft.ML.SqueezeExciteCatalog.SeResNetClassifier(this Microsoft.ML.IEstimator<Microsoft.ML.ITransformer> pipeline, ")]
    [InlineData("Microsoft.ML.SeNetModelCatalog.LoadSeNet(this Microsoft.ML.ModelOperationsCatalog ")]
    [InlineData("Microsoft.ML.SqueezeExcite.SeNetTrainer.Fit(Microsoft.ML.IDataView input) -> Microsoft.ML.SqueezeExcite.SeNetTransformer")]
    public void Listing_HasMembersOfTheNamespacesOfMicrosoft(string start) =>
        Assert.Contains(ApiListing.Of(Library), line => line.StartsWith(start, StringComparison.Ordinal));

    [Fact]
    public void Library_PublicTypes_AreInTwoNamespaces() =>
        Assert.Equal(["Microsoft.ML", "Microsoft.ML.SqueezeExcite"], Library.GetExportedTypes().Select(type => type.Namespace).Distinct().Order());

    [Fact]
    public void Listing_OfEveryKindOfMember_TellsThemApart()
    {
        var lines = ApiListing.Of(typeof(PublicApiTests).Assembly).Where(line => line.Contains("ListedSample", StringComparison.Ordinal));
        const string Name = "Microsoft.ML.SqueezeExcite.Tests.ListedSample<T>";
        Assert.Equal(
            [
                $"{Name} : System.IDisposable [abstract class]",
                $"{Name}.Changed -> System.EventHandler [event]",
                $"{Name}.Dispose() -> void",
                $"{Name}.Hidden(System.Collections.Generic.List<T> list, params int[] more) -> void [virtual protected]",
                $"{Name}.Kind : int [enum]",
                $"{Name}.Kind.First = 0",
                $"{Name}.Limit = 3",
                $"{Name}.Property -> int? {{ get; init; }}",
                $"{Name}.ToString() -> string [override]",
                $"{Name}.Try<S>(in S value, ref long[,] count, out T result) -> bool [static]",
                $"{Name}.new()",
            ],
            lines);
    }
}

#pragma warning disable CS0067, CA1063, CA1816

/// <summary>A member of every kind.</summary>
public abstract class ListedSample<T> : IDisposable
{
    public const int Limit = 3;

    private protected ListedSample(int hidden) => Property = hidden;

    public ListedSample()
    {
    }

    public event EventHandler? Changed;

    public enum Kind
    {
        First,
    }

    public int? Property { get; init; }

    public static bool Try<S>(in S value, ref long[,] count, out T? result)
    {
        result = default;
        return value is not null && count.Length > 0;
    }

    public void Dispose()
    {
    }

    public override string ToString() => "";

    protected virtual void Hidden(List<T> list, params int[] more)
    {
    }
}
