namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class PaperResultTests
{
    /// <summary>
    /// Within half a percent of the paper's tables, but for two architectures: its ShuffleNet figure is the nominal 140 M of ShuffleNet's own table, where the
    /// network of three groups counts 137 M; its Inception-ResNet-v2 is not the released one (docs/decisions).
    /// </summary>
    [Fact]
    public void MultiplyAdds_OfThePapersNetworks_AreThoseOfItsTables()
    {
        var rows = Networks.Names
            .Where(name => PaperResult.Of(name)?.GigaMultiplyAdds is not null)
            .Where(name => !name.Contains("shufflenet", StringComparison.Ordinal) && !name.Contains("inception-resnet", StringComparison.Ordinal))
            .ToArray();
        Assert.Equal(16, rows.Length);
        Assert.All(rows, name => Assert.InRange(
            Complexity.Of(Networks.Create(name, Networks.UsualInput(name), 1000)).MultiplyAdds / 1e9 / PaperResult.Of(name)!.GigaMultiplyAdds!.Value,
            0.995,
            1.005));
    }

    /// <summary>arXiv 1707.01083, table 1, complexity: 143, 140, 137, 133 and 137 M.</summary>
    [Theory]
    [InlineData(1, 143)]
    [InlineData(2, 140)]
    [InlineData(3, 137)]
    [InlineData(4, 133)]
    [InlineData(8, 137)]
    public void MultiplyAdds_OfShuffleNet_AreThoseOfItsOwnTable(int groups, int millions)
    {
        var name = $"shufflenet-v1-g{groups}";
        Assert.InRange(Complexity.Of(Networks.Create(name, Networks.UsualInput(name), 1000)).MultiplyAdds / 1e6, millions - 0.5, millions + 1.5);
    }
}
