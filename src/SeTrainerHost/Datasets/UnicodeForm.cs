using ADRaffy.ENSNormalize;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Datasets;

/// <summary>
/// The Unicode form of labels: an accented letter is one character or a letter and an accent, which look alike and are not equal.
/// </summary>
internal static class UnicodeForm
{
    /// <summary>The label in the composed form (NFC).</summary>
    public static string Composed(string label) =>
        label.All(char.IsAscii) || !LabelText.IsWellFormed(label) ? label : ENSNormalize.NF.NFC(label);

    /// <summary>Labels that look alike, with what tells them apart.</summary>
    public static string Tell(IEnumerable<string> labels) =>
        string.Join(" and ", labels.Select(label => $"'{LabelText.InOneLine(label)}' ({LabelText.InAscii(label)})"));
}
