namespace Microsoft.ML.SqueezeExcite;

/// <summary>The images of an epoch, in the order in which they are trained on.</summary>
internal static class SampleOrder
{
    /// <summary>Every image once.</summary>
    public static int[] Shuffled(int count, RandomStream random)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle<int>(order);
        return order;
    }

    /// <summary>
    /// As many as there are, but of every class as many: the classes take turns in random order, and so do the images of a class
    /// (class-aware sampling, arXiv 1512.05830, which the networks of arXiv 1709.01507 were trained with).
    /// </summary>
    public static int[] Balanced(IReadOnlyList<long> labels, RandomStream random)
    {
        var classes = Enumerable.Range(0, labels.Count)
            .GroupBy(i => labels[i])
            .OrderBy(group => group.Key)
            .Select(group => group.ToArray())
            .ToArray();
        var used = new int[classes.Length];
        var turns = Enumerable.Range(0, classes.Length).ToArray();
        var order = new int[labels.Count];
        for (var i = 0; i < order.Length; i++)
        {
            if (i % turns.Length == 0)
                random.Shuffle<int>(turns);
            var turn = turns[i % turns.Length];
            var members = classes[turn];
            if (used[turn]++ % members.Length == 0)
                random.Shuffle<int>(members);
            order[i] = members[(used[turn] - 1) % members.Length];
        }

        return order;
    }
}
