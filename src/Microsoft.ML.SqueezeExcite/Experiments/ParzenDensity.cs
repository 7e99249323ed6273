namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A density on [0, 1): the uniform one and a kernel around each point, all of the same weight. Kernels are logistic, cut at the
/// ends, since their distribution function has an inverse in closed form; those of classes are flat.
/// </summary>
internal sealed class ParzenDensity
{
    private readonly Kernel[] _kernels;

    private ParzenDensity(IEnumerable<Kernel> kernels) => _kernels = [.. kernels];

    /// <summary>The density of numbers: a kernel is as wide as the gap to the farther neighbour.</summary>
    public static ParzenDensity Of(IReadOnlyList<double> points)
    {
        double[] sorted = [0, .. points.Order(), 1];
        var least = 1.0 / (points.Count + 2);
        return new ParzenDensity(Enumerable.Range(1, points.Count).Select(i =>
        {
            var gap = Math.Max(sorted[i] - sorted[i - 1], sorted[i + 1] - sorted[i]);
            return Kernel.Logistic(sorted[i], Math.Clamp(gap, least, 1) / 2);
        }));
    }

    /// <summary>The density of one of some classes, each of which has an even part of [0, 1).</summary>
    public static ParzenDensity OfClasses(IReadOnlyList<double> points, int classes) =>
        new(points.Select(point => Kernel.Flat(Math.Floor(point * classes) / classes, 1.0 / classes)));

    /// <summary>The density at a place.</summary>
    public double At(double place) => (1 + _kernels.Sum(kernel => kernel.Density(place))) / (_kernels.Length + 1);

    /// <summary>Draws a place.</summary>
    public double Draw(ref RandomStream random)
    {
        var kernel = random.Next(_kernels.Length + 1);
        var share = random.NextDouble();
        return kernel == _kernels.Length ? share : _kernels[kernel].Place(share);
    }

    private readonly record struct Kernel(Func<double, double> Density, Func<double, double> Place)
    {
        public static Kernel Flat(double from, double width) =>
            new(place => place >= from && place < from + width ? 1 / width : 0, share => from + width * share);

        public static Kernel Logistic(double center, double width)
        {
            double Below(double place) => 1 / (1 + Math.Exp((center - place) / width));
            var (low, mass) = (Below(0), Below(1) - Below(0));
            return new Kernel(
                place => Below(place) * (1 - Below(place)) / width / mass,
                share =>
                    Math.Clamp(
                        center + width * Math.Log((low + mass * share) / (1 - low - mass * share)),
                        0,
                        Math.BitDecrement(1)));
        }
    }
}
