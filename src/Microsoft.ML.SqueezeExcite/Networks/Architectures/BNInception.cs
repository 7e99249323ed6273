namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// BN-Inception (Ioffe and Szegedy, arXiv 1502.03167, figure 5, modules 4c and 4d with the 576 channels of its output column).
/// The block stands after each Inception module's concatenation (arXiv 1709.01507, figure 2).
/// </summary>
internal static class BNInception
{
    private static readonly Module[][] Stages =
    [
        [
            new("3a", 64, (64, 64), (64, 96), PoolKind.Average, 32),
            new("3b", 64, (64, 96), (64, 96), PoolKind.Average, 64),
            new("3c", 0, (128, 160), (64, 96), PoolKind.Max, 0),
        ],
        [
            new("4a", 224, (64, 96), (96, 128), PoolKind.Average, 128),
            new("4b", 192, (96, 128), (96, 128), PoolKind.Average, 128),
            new("4c", 160, (128, 160), (128, 160), PoolKind.Average, 96),
            new("4d", 96, (128, 192), (160, 192), PoolKind.Average, 96),
            new("4e", 0, (128, 192), (192, 256), PoolKind.Max, 0),
        ],
        [
            new("5a", 352, (192, 320), (160, 224), PoolKind.Average, 128),
            new("5b", 352, (192, 320), (192, 224), PoolKind.Max, 128),
        ],
    ];

    public static NetworkFamily Family { get; } = new("bn-inception", NetworkFamily.ImageNet, Layout);

    private static Feature Layout(Feature x, int classes, SqueezeExcitation se)
    {
        x = x.IsSmall ? x.Unit("conv1", 64, 3) : x.Unit("conv1", 64, 7, 2).MaxPool(3, 2, 0, ceiling: true);
        x = x.AtStage(2).Unit("conv2_reduce", 64, 1).Unit("conv2", 192, 3).MaxPool(3, 2, 0, ceiling: true);
        foreach (var (i, modules) in Stages.Index())
        {
            x = x.AtStage(i + 3);
            foreach (var module in modules)
                x = x.In($"inception_{module.Name}", y => se.At(module.On(y), SqueezeExcitationPlacement.Standard));
        }

        return x.Classifier("fc", classes);
    }

    /// <summary>A row of the table. One without a 1x1 branch halves the plane and passes the pooled input on.</summary>
    private sealed record Module(
        string Name,
        int One,
        (int Reduce, int Out) Three,
        (int Reduce, int Out) Double,
        PoolKind Pool,
        int Projection)
    {
        private bool Halves => One == 0;

        public Feature On(Feature x)
        {
            var stride = Halves ? 2 : 1;
            var three = x.Unit("3x3_reduce", Three.Reduce, 1).Unit("3x3", Three.Out, 3, stride);
            var doubled = x.Unit("double3x3_reduce", Double.Reduce, 1)
                .Unit("double3x3_1", Double.Out, 3)
                .Unit("double3x3_2", Double.Out, 3, stride);
            if (Halves)
                return three.Concatenate(doubled, x.MaxPool(3, 2, 0, ceiling: true));
            var pooled = Pool == PoolKind.Max ? x.MaxPool(3, 1, 1) : x.AveragePool(3, 1, 1);
            return x.Unit("1x1", One, 1).Concatenate(three, doubled, pooled.Unit("pool_proj", Projection, 1));
        }
    }
}
