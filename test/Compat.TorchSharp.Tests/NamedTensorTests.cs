using static TorchSharp.torch;

namespace Compat.TorchSharpTests;

public class NamedTensorTests
{
    [Fact]
    public void Factories_Names_NameTheDimensions()
    {
        Tensor[] named =
        [
            zeros([2, 3], names: ["N", "C"]),
            ones(2, 3, names: ["N", "C"]),
            rand(2, 3, names: ["N", "C"]),
            normal(0, 1, [2, 3], names: ["N", "C"]),
            tensor(new float[,] { { 1, 2 }, { 3, 4 } }, names: ["N", "C"]),
        ];
        Assert.All(named, x => Assert.Equal(["N", "C"], x.names));
        Assert.True(named.Sum(x => x.numel()) == 28);
    }

    [Fact]
    public void Names_Unnamed_AreNull()
    {
        using var x = zeros(2, 3);
        Assert.False(x.has_names());
        Assert.Equal([null!, null!], x.names);
    }

    [Fact]
    public void Rename_KeepsTheSourceAndShares()
    {
        using var x = zeros([2, 3, 4], names: ["N", "C", "W"]);
        using var renamed = x.rename(["A", "..."]);

        Assert.Equal(["A", "C", "W"], renamed.names);
        Assert.Equal(["N", "C", "W"], x.names);
        Assert.Equal([null!, "C", null!], x.rename_([null, "C", null]).names);
        Assert.False(x.rename_(null).has_names());
        Assert.Throws<ArgumentException>(() => x.rename_(["A"]));
    }

    [Fact]
    public void FlattenAndUnflatten_Names_ReplaceThem()
    {
        using var x = zeros([2, 3, 4], names: ["N", "C", "W"]);
        using var flat = x.flatten(["C", "W"], "F");
        using var back = flat.unflatten("F", ("A", 6), ("B", 2));

        Assert.Equal(["N", "F"], flat.names);
        Assert.Equal([2, 12], flat.shape);
        Assert.Equal(["N", "A", "B"], back.names);
        Assert.Equal([2, 6, 2], back.shape);
        Assert.Throws<ArgumentException>(() => x.flatten([], "F"));
        Assert.Throws<ArgumentException>(() => x.flatten(["N", "C", "W", "D"], "F"));
        Assert.Throws<ArgumentException>(() => flat.unflatten("F"));
    }

    [Fact]
    public void Amax_Out_IsFilled()
    {
        using var x = tensor(new float[,] { { 1, 5 }, { 7, 3 } });
        using var into = empty(2);
        x.amax([1], false, into);
        Assert.Equal([5f, 7f], into.data<float>().ToArray());
        x.amin([0], false, into);
        Assert.Equal([1f, 3f], into.data<float>().ToArray());
    }
}
