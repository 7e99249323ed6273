namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>The measure of agreement: max|a - b| against max|reference|.</summary>
internal static class Agreement
{
    public static void Within(double tolerance, IReadOnlyList<float> reference, IReadOnlyList<float> values)
    {
        Assert.Equal(reference.Count, values.Count);
        var scale = reference.Max(Math.Abs);
        var difference = reference.Zip(values, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(difference <= tolerance * scale, $"differs by {difference} at a scale of {scale}");
    }
}
