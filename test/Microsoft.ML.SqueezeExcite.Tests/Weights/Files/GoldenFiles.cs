using SqueezeExcite.Testing;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>The files that test/golden/weight_files.py wrote, and what it says they hold.</summary>
internal static class GoldenFiles
{
    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyDictionary<string, GoldenSummary>>> Cases =
        new(() => GoldenValues.Load(Named("weight_files.json")));

    public static string Named(string name) => Path.Combine(AppContext.BaseDirectory, "golden", "weights", name);

    public static IReadOnlyDictionary<string, GoldenSummary> Case(string name) => Cases.Value[name];

    /// <summary>Every tensor of a case is in the file, as it was in Python.</summary>
    public static void Matches(TensorFile file, string name, double tolerance = 1e-12)
    {
        var expected = Case(name);
        Assert.Equal(expected.Keys.Order(), file.Tensors.Keys.Order());
        foreach (var (tensor, golden) in expected)
        {
            var stored = file.Tensors[tensor];
            var difference = golden.Difference([.. stored.Shape], Doubles(stored.Type, file.Bytes(tensor)), tolerance);
            Assert.True(difference is null, $"{tensor}: {difference}");
        }
    }

    private static double[] Doubles(ElementType type, ReadOnlySpan<byte> bytes)
    {
        var values = new double[bytes.Length / type.Size()];
        for (var i = 0; i < values.Length; i++)
        {
            var element = bytes[(i * type.Size())..];
            values[i] = type switch
            {
                ElementType.I64 => BitConverter.ToInt64(element),
                ElementType.I32 => BitConverter.ToInt32(element),
                ElementType.I16 => BitConverter.ToInt16(element),
                ElementType.I8 => (sbyte)element[0],
                ElementType.U8 or ElementType.BOOL => element[0],
                ElementType.F64 => BitConverter.ToDouble(element),
                _ => type.ToSingles(element[..type.Size()])[0],
            };
        }

        return values;
    }
}
