namespace Microsoft.ML.SqueezeExcite;

/// <summary>Draws from Beta(alpha, alpha), by way of two gamma variables (Marsaglia and Tsang, 2000).</summary>
internal static class BetaDistribution
{
    public static double Draw(double alpha, ref RandomStream random)
    {
        // Logarithms, for a small alpha makes gammas that are too small for a double.
        var (a, b) = (LogGamma(alpha, ref random), LogGamma(alpha, ref random));
        return 1 / (1 + Math.Exp(b - a));
    }

    // Gamma(alpha) = Gamma(alpha + 1) * U^(1 / alpha)
    private static double LogGamma(double alpha, ref RandomStream random)
    {
        var boost = Math.Log(1 - random.NextDouble()) / alpha;
        var d = alpha + 1 - 1.0 / 3;
        while (true)
        {
            var normal = random.NextNormal();
            var root = 1 + normal / Math.Sqrt(9 * d);
            var cube = root * root * root;
            if (root > 0 && Math.Log(1 - random.NextDouble()) < normal * normal / 2 + d - d * cube + d * Math.Log(cube))
                return Math.Log(d * cube) + boost;
        }
    }
}
