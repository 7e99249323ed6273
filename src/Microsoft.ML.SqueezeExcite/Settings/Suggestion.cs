namespace Microsoft.ML.SqueezeExcite;

/// <summary>What somebody may have meant by a name that there is not.</summary>
internal static class Suggestion
{
    private const int Most = 3;

    /// <summary>
    /// The names that are nearest, by the characters to change (Levenshtein): at most three of a name, and a third of it; what
    /// follows in a longer name counts only between equals. None where nothing is near.
    /// </summary>
    public static IReadOnlyList<string> Near(string name, IEnumerable<string> names)
    {
        var near = names.Select(known => (Name: known, Row: Changes(name, known)))
            .Where(pair => name.Length >= Most && pair.Row.Min() <= Math.Min(Most, name.Length / 3))
            .ToArray();
        var least = near.Select(pair => pair.Row.Min()).DefaultIfEmpty().Min();
        return
        [
            .. near.Where(pair => pair.Row.Min() == least).OrderBy(pair => pair.Row[^1]).Select(pair => pair.Name).Take(Most),
        ];
    }

    /// <summary>A question with the nearest names, or what lists them all.</summary>
    /// <param name="name">The name that there is not.</param>
    /// <param name="names">Those that there are.</param>
    /// <param name="list">What lists them, for where none is near.</param>
    public static string Text(string name, IEnumerable<string> names, string list) =>
        Near(name, names) is { Count: > 0 } near
            ? $"did you mean {string.Join(" or ", near.Select(known => $"'{known}'"))}?"
            : list;

    // From a name to each beginning of another, the whole of it last.
    private static int[] Changes(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                var isEqual = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]);
                left = Math.Min(Math.Min(above, left) + 1, diagonal + (isEqual ? 0 : 1));
                (row[j], diagonal) = (left, above);
            }
        }

        return row;
    }
}
