namespace Microsoft.ML.SqueezeExcite;

/// <summary>What somebody may have meant by a name that there is not.</summary>
internal static class Suggestion
{
    private const int Most = 3;

    /// <summary>
    /// The names that are nearest, by the characters to change, whatever their case; two neighbours that are swapped are one
    /// change. At most three of a name are changed, and a third of it; a longer name may begin so, where none is as near as a
    /// whole. None where nothing is near.
    /// </summary>
    public static IReadOnlyList<string> Near(string name, IEnumerable<string> names)
    {
        var near = names.Select(known => (Name: known, Row: Changes(name, known)))
            .Where(pair => name.Length >= Most && pair.Row.Min() <= Math.Min(Most, name.Length / 3))
            .ToArray();
        var least = near.Select(pair => pair.Row.Min()).DefaultIfEmpty().Min();
        var nearest = near.Where(pair => pair.Row.Min() == least).ToLookup(pair => pair.Row[^1] == least);
        var best = nearest[true].Any() ? nearest[true] : nearest[false].OrderBy(pair => pair.Row[^1]);
        return [.. best.Select(pair => pair.Name).Take(Most)];
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
        var changes = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            changes[i, 0] = i;
        for (var j = 0; j <= to.Length; j++)
            changes[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var one = Math.Min(changes[i - 1, j], changes[i, j - 1]) + 1;
                var other = changes[i - 1, j - 1] + (IsSame(from[i - 1], to[j - 1]) ? 0 : 1);
                changes[i, j] = Math.Min(one, other);
                if (i > 1 && j > 1 && IsSame(from[i - 1], to[j - 2]) && IsSame(from[i - 2], to[j - 1]))
                    changes[i, j] = Math.Min(changes[i, j], changes[i - 2, j - 2] + 1);
            }
        }

        return [.. Enumerable.Range(0, to.Length + 1).Select(j => changes[from.Length, j])];
    }

    private static bool IsSame(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
