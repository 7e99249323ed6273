using System.Runtime.InteropServices;
using SqueezeExcite.Testing;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>
/// The networks that have golden values: each of the catalogue, and variants written <c>NAME@KNOB=VALUE</c> or <c>NAME@SIDE</c>.
/// </summary>
internal static class GoldenCases
{
    public const int Classes = 10;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden", "networks");

    /// <summary>Every name of the catalogue, and every variant.</summary>
    public static TheoryData<string> All { get; } =
    [
        .. Networks.Names.Union(
            Directory.GetFiles(Folder, "*.json")
                .Select(path => Path.GetFileNameWithoutExtension(path)!)
                .Order(StringComparer.Ordinal)),
    ];

    public static GoldenNetwork Load(string name) => GoldenNetwork.Load(Path.Combine(Folder, name + ".json"));

    /// <summary>Lays out a case.</summary>
    public static Network Build(string name, int[] input)
    {
        var (network, variant) = name.Split('@') is [var n, var v] ? (n, v) : (name, "");
        return Networks.Create(network, new FeatureShape(input[1], input[2], input[3]), Classes, Attention(variant));
    }

    /// <summary>Gives a network the hashed weights, in its own precision.</summary>
    public static void SetWeights(TorchNetwork module)
    {
        using var noGrad = no_grad();
        foreach (var (name, state) in module.state_dict())
        {
            if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                continue;
            using var values = empty(state.shape, state.dtype);
            if (state.dtype == ScalarType.Float32)
                GoldenNetwork.Fill(name, state.shape, MemoryMarshal.Cast<byte, float>(values.bytes));
            else
                GoldenNetwork.Fill(name, state.shape, MemoryMarshal.Cast<byte, double>(values.bytes));
            state.copy_(values);
        }
    }

    /// <summary>The hashed images.</summary>
    public static Tensor Input(int[] shape, ScalarType type)
    {
        using var values = tensor(
            GoldenValues.Of("input", shape.Aggregate(1L, (count, size) => count * size)),
            [.. shape.Select(size => (long)size)]);
        return values.to(type);
    }

    /// <summary>Dropout draws at random; nothing else in a network does.</summary>
    public static void DisableDropout(TorchNetwork module)
    {
        foreach (var dropout in module.modules().OfType<SeededDropout>())
            dropout.eval();
    }

    private static SqueezeExcitation Attention(string variant)
    {
        var se = SqueezeExcitation.Default;
        return variant.Split('=') switch
        {
            ["ratio", var r] => se with { ReductionRatio = int.Parse(r, null) },
            ["squeeze", var kind] => se with { Squeeze = Enum.Parse<SqueezeKind>(kind, ignoreCase: true) },
            ["gate", var gate] => se with { Gate = Enum.Parse<ActivationFunction>(gate, ignoreCase: true) },
            ["placement", var place] => se with { Placement = Enum.Parse<SqueezeExcitationPlacement>(place, ignoreCase: true) },
            ["stages", "allbut4"] => se with { Stages = Stages.AllBut(4) },
            ["bias", "false"] => se with { Bias = false },
            ["divisor", var divisor] => se with { WidthDivisor = int.Parse(divisor, null), Rounding = WidthRounding.Nearest },
            _ => se,
        };
    }
}
