namespace Microsoft.ML.SqueezeExcite;

/// <summary>What images and how many classes the weights of a file are for, as far as their shapes tell.</summary>
internal static class ImportedLayout
{
    // Images of up to 64 pixels a side get a smaller stem, which other weights fit.
    private const int SmallSide = 32;

    /// <summary>The layout that the weights fit best.</summary>
    /// <exception cref="ArgumentException">There is no such architecture.</exception>
    /// <exception cref="InvalidDataException">The class layer has fewer than two classes.</exception>
    public static (FeatureShape Image, int Classes) Find(string path, string architecture, SqueezeExcitation attention)
    {
        var usual = Networks.UsualInput(architecture);
        using var file = TensorFile.Open(path);
        if (NetworkMetadata.Read(file) is { } own && own.Architecture == architecture)
            return (own.Input, own.Classes);
        var plan = Networks.Create(architecture, usual, 2, attention);
        var names = TensorNaming.Of(file).Names(file, plan.Head.Name);
        IReadOnlyList<long>? Shape(string name) => names.TryGetValue(name, out var theirs) ? file.Tensors[theirs].Shape : null;
        var kernel = Shape($"{Stem(plan).Name}.weight");
        var channels = kernel is [_, > 0 and <= 4096 and var inputs, ..] ? (int)inputs : usual.Channels;
        var classes = Shape($"{plan.Head.Name}.weight") is [<= int.MaxValue and var rows, ..] ? (int)rows : 2;
        if (classes < 2)
            throw new InvalidDataException(
                $"'{path}': its class layer {plan.Head.Name} has {classes} classes, a classifier has at least 2");
        FeatureShape[] images =
            usual.Height == 1 || usual.Width <= SmallSide
                ? [usual with { Channels = channels }]
                : [usual with { Channels = channels }, new FeatureShape(channels, SmallSide, SmallSide)];
        var image = images.FirstOrDefault(
            image => kernel is null || StemFits(Networks.Create(architecture, image, classes, attention), kernel),
            images[0]);
        return (image, classes);
    }

    /// <summary>The convolution that reads the images.</summary>
    public static NetworkNode Stem(Network network) => network.Nodes.First(node => node.Operation is Convolution);

    private static bool StemFits(Network network, IReadOnlyList<long> kernel) =>
        TensorShape.Fits(kernel, Stem(network).Tensors.First().Shape);
}
