namespace Microsoft.ML.SqueezeExcite;

/// <summary>Names in a message: the first of them, each in quotes.</summary>
internal static class NameList
{
    private const int Named = 10;

    public static string Of(IEnumerable<string> names)
    {
        string[] some = [.. names.Take(Named + 1).Select(name => $"'{LabelText.InOneLine(name)}'")];
        return string.Join(", ", some.Take(Named)) + (some.Length > Named ? ", ..." : "");
    }
}
