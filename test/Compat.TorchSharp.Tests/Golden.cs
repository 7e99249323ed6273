using SqueezeExcite.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace Compat.TorchSharpTests;

/// <summary>Tensors to and from golden values.</summary>
internal static class Golden
{
    /// <summary>float32, forward.</summary>
    public const double Single = 1e-4;

    /// <summary>float64, gradients and all that is made of them.</summary>
    public const double Double = 1e-6;

    private static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, GoldenSummary>> Cases =
        GoldenValues.Load(Path.Combine(AppContext.BaseDirectory, "golden", "compat_torch.json"));

    public static IReadOnlyDictionary<string, GoldenSummary> Case(string name) => Cases[name];

    public static Tensor Input(string name, long[] shape, ScalarType type) =>
        tensor(GoldenValues.Of(name, shape.TotalSize()), shape, type);

    public static void Matches(this Tensor actual, GoldenSummary expected, double tolerance, string what)
    {
        using var elements = actual.detach().to(float64).contiguous();
        var difference = expected.Difference(elements.shape, elements.data<double>().ToArray(), tolerance);
        Assert.True(difference is null, $"{what}: {difference}");
    }
}
