namespace Microsoft.ML.SqueezeExcite;

/// <summary>What several architectures have in common.</summary>
internal static class LayoutExtensions
{
    /// <summary>The longest side of images that a network takes in at full size.</summary>
    public const int SmallSide = 64;

    extension(Feature x)
    {
        /// <summary>Whether the images are so small that a network takes them in at full size.</summary>
        public bool IsSmall => Math.Max(x.Shape.Height, x.Shape.Width) <= SmallSide;

        /// <summary>A convolution, its batch norm and ReLU, named <c>NAME.conv</c> and <c>NAME.bn</c>.</summary>
        public Feature Unit(
            string name,
            int channels,
            Extent kernel,
            Extent? stride = null,
            Extent? padding = null,
            double epsilon = 1e-5
        ) => x.In(name, y => y.Convolution("conv", channels, kernel, stride, padding: padding).BatchNorm("bn", epsilon).ReLU());

        /// <summary>A stage of residual units, of which the first has the stride.</summary>
        public Feature Repeat(string name, int count, ResidualUnit first)
        {
            x = x.In($"{name}.0", first.On);
            for (var i = 1; i < count; i++)
                x = x.In($"{name}.{i}", (first with { Stride = 1 }).On);
            return x;
        }

        /// <summary>
        /// The mean of the plane, a dropout where there is one, and the linear layer: (C, H, W) to (classes, 1, 1).
        /// </summary>
        public Feature Classifier(string name, int classes, double dropout = 0)
        {
            x = x.AtStage(x.Stage + 1).GlobalPool();
            return (dropout > 0 ? x.Dropout(dropout) : x).Linear(name, classes);
        }
    }
}
