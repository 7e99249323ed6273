using System.Reflection;
using System.Xml.Linq;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Every public member says what it is; every parameter what it means.</summary>
public sealed class DocumentationTests
{
    private static readonly Assembly Library = typeof(SeNetTrainer).Assembly;

    private static readonly Dictionary<string, XElement> Documentation = XDocument
        .Load(Path.ChangeExtension(Library.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    // A constructor without parameters is the compiler's own.
    private static IEnumerable<MemberInfo> Everything => Library.GetExportedTypes()
        .SelectMany(type => PublicMembers.Of(type).Prepend(type))
        .Where(member => member is not ConstructorInfo constructor || constructor.GetParameters().Length > 0);

    [Fact]
    public void PublicMembers_All_HaveASummary()
    {
        Assert.True(Everything.Count() > 300);
        var faults = from member in Everything
                     let name = DocumentationNames.Of(member)
                     where !IsDocumented(name)
                     select name;
        Assert.Empty(faults);
    }

    [Fact]
    public void PublicParameters_All_AreExplained()
    {
        var faults =
            from method in Everything.OfType<MethodBase>()
            let name = DocumentationNames.Of(method)
            where IsDocumented(name) && Documentation[name].Element("inheritdoc") is null
            from parameter in method.GetParameters()
            where !Documentation[name].Elements("param").Any(e => e.Attribute("name")!.Value == parameter.Name && IsFilled(e))
            select $"{name}: {parameter.Name}";
        Assert.Empty(faults);
    }

    [Fact]
    public void Documentation_OfTheExtensions_IsSeen()
    {
        var names = Everything.Select(DocumentationNames.Of).ToArray();
        Assert.Contains("T:Microsoft.ML.SqueezeExciteCatalog", names);
        Assert.Contains(
            names,
            name => name.StartsWith("M:Microsoft.ML.SqueezeExciteCatalog.SeResNetClassifier(", StringComparison.Ordinal));
        Assert.False(IsDocumented("M:Microsoft.ML.SqueezeExciteCatalog.NoSuchMember"));
    }

    private static bool IsDocumented(string name) =>
        Documentation.TryGetValue(name, out var member)
        && (member.Element("inheritdoc") is not null || (member.Element("summary") is { } summary && IsFilled(summary)));

    private static bool IsFilled(XElement element) => element.HasElements || element.Value.Trim().Length > 0;
}
