namespace Microsoft.ML.Data;

internal static class RandomOrder
{
    /// <summary>Puts an array in an order that depends on the random stream alone.</summary>
    public static void Shuffle<T>(Random random, Span<T> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int other = i + random.Next(values.Length - i);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}
