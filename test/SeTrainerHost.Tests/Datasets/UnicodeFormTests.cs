using Microsoft.ML;
using SeTrainerHost.Datasets;

namespace SeTrainerHost.Tests.Datasets;

/// <summary>Labels that look alike and are not equal.</summary>
public sealed class UnicodeFormTests
{
    private const string Composed = "Caf\u00E9";
    private const string Decomposed = "Cafe\u0301";

    private readonly List<string> _said = [];

    [Theory]
    [InlineData(Decomposed, Composed)]
    [InlineData("e\u0302\u0301", "\u1EBF")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\u304B\u3099", "\u304C")]
    [InlineData("\u0438\u0306", "\u0439")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("a\u0301\u0323", "\u1EA1\u0301")]
    [InlineData("red", "red")]
    [InlineData("m\u00B2", "m\u00B2")]
    [InlineData("half \uD83D", "half \uD83D")]
    public void Composed_OfAnyForm_IsTheSame(string label, string expected)
    {
        Assert.Equal(expected, UnicodeForm.Composed(label));
        Assert.Equal(expected, UnicodeForm.Composed(expected));
    }

    [Fact]
    public void Of_ClassesThatDifferInTheirFormAlone_AreSaid()
    {
        Assert.Equal(3, ClassLabels.Of(View(Composed, Decomposed, "red"), _said.Add).Count);
        Assert.Equal(
            "2 classes look alike and differ in their Unicode form alone: "
            + $"'{Composed}' (Caf\\u00E9) and '{Decomposed}' (Cafe\\u0301)",
            Assert.Single(_said));
    }

    [Fact]
    public void Of_ClassesThatDiffer_SaysNothing()
    {
        Assert.Equal(4, ClassLabels.Of(View(Composed, "Cafe", "cafe", "m\u00B2"), _said.Add).Count);
        Assert.Empty(_said);
    }

    [Fact]
    public void Check_LabelThatIsUnknownForItsFormAlone_IsSaid()
    {
        ClassLabels.Check(View(Decomposed, "red"), [Composed, "red"], "test", _said.Add);
        Assert.EndsWith(
            $"were left out: '{Decomposed}'; in the Unicode form alone differ "
            + $"'{Decomposed}' (Cafe\\u0301) and '{Composed}' (Caf\\u00E9)",
            Assert.Single(_said),
            StringComparison.Ordinal);
        var e = Assert.Throws<InvalidDataException>(() =>
            ClassLabels.Check(View(Decomposed), [Composed, "red"], "validation", _said.Add));
        Assert.Contains("; in the Unicode form alone differ ", e.Message, StringComparison.Ordinal);
    }

    private static IDataView View(params string[] labels) =>
        new MLContext().Data.LoadFromEnumerable(labels.Select(label => new ImageFile { Label = label }).ToArray());
}
