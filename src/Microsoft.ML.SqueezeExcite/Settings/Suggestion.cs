namespace Microsoft.ML.SqueezeExcite;

/// <summary>What somebody may have meant by a name that there is not.</summary>
internal static class Suggestion
{
    private const int Most = 3;

    /// <summary>
    /// The names that are nearest, by the characters to change, whatever their case; two neighbours that are swapped are one
    /// change. At most three of a name are changed, and a third of it; none where nothing is near.
    /// </summary>
    public static IReadOnlyList<string> Near(string name, IEnumerable<string> names)
    {
        var near = names.Select(known => (Name: known, Changes: Changes(name, known)))
            .Where(pair => pair.Changes <= Math.Min(Most, name.Length / 3))
            .ToArray();
        var least = near.Select(pair => pair.Changes).DefaultIfEmpty().Min();
        return [.. near.Where(pair => pair.Changes == least).Select(pair => pair.Name).Take(Most)];
    }

    /// <summary>A question with the nearest names, or what lists them all.</summary>
    /// <param name="name">The name that there is not.</param>
    /// <param name="names">Those that there are.</param>
    /// <param name="list">What lists them, for where none is near.</param>
    public static string Text(string name, IEnumerable<string> names, string list) =>
        Near(name, names) is { Count: > 0 } near
            ? $"did you mean {string.Join(" or ", near.Select(known => $"'{known}'"))}?"
            : list;

    private static int Changes(string from, string to)
    {
        var changes = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    changes[i, j] = i + j;
                    continue;
                }

                var one = Math.Min(changes[i - 1, j], changes[i, j - 1]) + 1;
                var other = changes[i - 1, j - 1] + (IsSame(from[i - 1], to[j - 1]) ? 0 : 1);
                changes[i, j] = Math.Min(one, other);
                if (i > 1 && j > 1 && IsSame(from[i - 1], to[j - 2]) && IsSame(from[i - 2], to[j - 1]))
                    changes[i, j] = Math.Min(changes[i, j], changes[i - 2, j - 2] + 1);
            }

        return changes[from.Length, to.Length];
    }

    private static bool IsSame(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
