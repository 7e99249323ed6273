namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class AttentionFinderTests
{
    public static TheoryData<SqueezeExcitation> Blocks =>
    [
        new() { ReductionRatio = 2 },
        new() { ReductionRatio = 32, Bias = false },
        new() { ReductionRatio = 24, Gate = ActivationFunction.Tanh },
        new() { WidthDivisor = 8, Rounding = WidthRounding.Nearest },
        new() { ReductionRatio = 24, Rounding = WidthRounding.Ceiling },
    ];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Find_WidthsOfABlock_GivesABlockOfThoseWidths(SqueezeExcitation block)
    {
        int[] channels = [64, 128, 256, 512, 1024, 2048];
        var tensors = channels.ToDictionary(
            c => $"layer{c}.se.fc1.weight",
            c => new StoredTensor(ElementType.F32, [block.HiddenWidth(c), c, 1, 1]));
        if (block.Bias)
            tensors["layer64.se.fc1.bias"] = new StoredTensor(ElementType.F32, [1]);
        var found = AttentionFinder.Find(tensors, SqueezeExcitation.Default with { Gate = block.Gate });
        Assert.Equal(block, found);
    }

    [Fact]
    public void Find_WidthsThatAreThoseAskedFor_KeepsTheBlock()
    {
        var asked = new SqueezeExcitation { ReductionRatio = 17 };
        Assert.Same(
            asked,
            Keep(
                new()
                {
                    ["se.fc1.weight"] = new StoredTensor(ElementType.F32, [3, 64]),
                    ["se.fc1.bias"] = new StoredTensor(ElementType.F32, [3]),
                }));
        Assert.Same(asked, Keep(new() { ["conv1.weight"] = new StoredTensor(ElementType.F32, [3, 64]) }));

        SqueezeExcitation Keep(Dictionary<string, StoredTensor> tensors) =>
            AttentionFinder.Find(tensors, asked) is var found && found == asked ? asked : found;
    }
}
