namespace Microsoft.ML.SqueezeExcite;

/// <summary>Chooses a share of items that is held in total and spread over their classes.</summary>
internal static class StratifiedShare
{
    /// <summary>
    /// Chooses items. Each class gives in proportion to its size: at least one where there are enough to choose, and never its
    /// last. The choice is smaller than asked for only where every class is down to its last.
    /// </summary>
    /// <param name="classes">The class of each item.</param>
    /// <param name="count">How many to choose.</param>
    /// <param name="shuffle">Puts numbers in random order.</param>
    /// <returns>Whether each item is chosen.</returns>
    public static bool[] Choose(IReadOnlyList<long> classes, int count, Action<int[]> shuffle)
    {
        int[][] members =
        [
            .. Enumerable.Range(0, classes.Count).GroupBy(i => classes[i]).OrderBy(group => group.Key)
                .Select(group => group.ToArray()),
        ];
        Array.ForEach(members, shuffle);
        var counts = Counts([.. members.Select(items => items.Length)], count, shuffle);
        var chosen = new bool[classes.Count];
        foreach (var (items, share) in members.Zip(counts))
        {
            foreach (var item in items.Take(share))
                chosen[item] = true;
        }

        return chosen;
    }

    // One at a time: to a class that has none, and then to the one that is the furthest below its share.
    private static int[] Counts(int[] sizes, int count, Action<int[]> shuffle)
    {
        var (counts, share) = (new int[sizes.Length], count / (double)sizes.Sum());
        int[] ties = [.. Enumerable.Range(0, sizes.Length)];
        shuffle(ties);
        var next = new PriorityQueue<int, (bool HasSome, double AboveShare, int Tie)>();
        for (var c = 0; c < sizes.Length; c++)
            Enqueue(c);
        for (; count > 0 && next.TryDequeue(out var c, out _); count--)
        {
            counts[c]++;
            Enqueue(c);
        }

        return counts;

        void Enqueue(int c)
        {
            if (counts[c] < sizes[c] - 1)
                next.Enqueue(c, (counts[c] > 0, counts[c] - share * sizes[c], ties[c]));
        }
    }
}
