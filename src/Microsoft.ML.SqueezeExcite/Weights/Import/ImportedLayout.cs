namespace Microsoft.ML.SqueezeExcite;

/// <summary>What images and how many classes the weights of a file are for, as far as they and their shapes tell.</summary>
internal static class ImportedLayout
{
    // Images of up to 64 pixels a side get a smaller stem, which other weights fit.
    private const int SmallSide = 32;

    /// <summary>The layout that the weights fit best.</summary>
    /// <exception cref="ArgumentException">There is no such architecture.</exception>
    public static (FeatureShape Image, int Classes) Find(TensorFile file, string architecture, SqueezeExcitation attention)
    {
        var usual = Networks.UsualInput(architecture);
        if (NetworkMetadata.Read(file) is { } own && own.Architecture == architecture)
            return (own.Input, own.Classes);
        var plan = Networks.Create(architecture, usual, 2, attention);
        var names = TensorNaming.Of(file).Names(file, plan.Head.Name);
        IReadOnlyList<long>? Shape(string name) => names.TryGetValue(name, out var theirs) ? file.Tensors[theirs].Shape : null;
        var stem = plan.Nodes.First(node => node.Operation is Convolution);
        var channels = Shape($"{stem.Name}.weight") is [_, > 0 and <= 4096 and var inputs, ..] ? (int)inputs : usual.Channels;
        var classes = Shape($"{plan.Head.Name}.weight") is [<= int.MaxValue and var rows, ..] ? (int)rows : 2;
        var image = usual with { Channels = channels };
        FeatureShape[] images = [image, image with { Height = Math.Min(usual.Height, SmallSide), Width = SmallSide }];
        return (images.FirstOrDefault(Fits, image), classes);

        // What has no name in the file decides nothing, nor do the class layer and the block, whose sizes are found later.
        bool Fits(FeatureShape image)
        {
            try
            {
                return Networks.Create(architecture, image, 2, attention).Tensors.All(tensor =>
                    tensor.Name.StartsWith($"{plan.Head.Name}.", StringComparison.Ordinal)
                    || tensor.Name.Contains(".se.", StringComparison.Ordinal)
                    || Shape(tensor.Name) is not { } stored
                    || TensorShape.Fits(stored, tensor.Shape));
            }
            catch (ArgumentException)
            {
                return false; // the images are too small for the architecture
            }
        }
    }

    /// <summary>
    /// Whether a network computes the same in two layouts, but for the size of the plane: the stem of small images has tensors of
    /// the same shapes in some architectures, and other strides.
    /// </summary>
    public static bool ComputeAlike(Network one, Network other)
    {
        static (string, Operation?) Step(NetworkNode node) => (node.Name, node.Operation is Linear ? null : node.Operation);
        return one.Nodes.Skip(1).Select(Step).SequenceEqual(other.Nodes.Skip(1).Select(Step));
    }
}
