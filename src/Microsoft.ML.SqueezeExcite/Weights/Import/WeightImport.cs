namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Weights from a file, for a network: safetensors, or a file of PyTorch's torch.save, under the names of torchvision, timm,
/// Cadene, moskomule or our own. What does not fit is found when the file is opened, before any weight is read.
/// </summary>
internal sealed class WeightImport : IDisposable
{
    private readonly TensorFile _file;
    private readonly IReadOnlyDictionary<string, string> _names;

    private readonly string? _turned;

    private WeightImport(
        TensorFile file,
        TensorNaming source,
        IReadOnlyDictionary<string, string> names,
        Network network,
        ImportReport report,
        ChannelStatistics? statistics)
    {
        (_file, _names, Network) = (file, names, network);
        _turned = source.IsBgr(network.Name) ? $"{network.Nodes.First(node => node.Operation is Convolution).Name}.weight" : null;
        (ImageStatistics, var from) =
            statistics is null ? PublishedNormalization.Find(file, source, network) : (statistics, "as given");
        Report = report with { StatisticsFrom = from };
    }

    /// <summary>The network that the weights are for.</summary>
    public Network Network { get; }

    /// <summary>What matched.</summary>
    public ImportReport Report { get; }

    /// <summary>
    /// Mean and deviation, in pixel values, of the images that the network was trained on; null where they are not known.
    /// </summary>
    public ChannelStatistics? ImageStatistics { get; }

    /// <summary>
    /// Opens weights for a network of the catalogue, as the file has it: its number of classes, its kind of image, the sizes of
    /// its SE block.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="architecture">The network's name in the catalogue.</param>
    /// <param name="attention">
    /// The SE block, for what the shapes of weights do not tell; default that of a file of our own, else the paper's.
    /// </param>
    /// <param name="statistics">Mean and deviation of the images; default what the file or its source says.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">
    /// There is no such architecture, the block is not the one of the file, or there is not one mean a channel.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or its weights are not the architecture's; the message lists what differs.
    /// </exception>
    public static WeightImport Open(
        string path,
        string architecture,
        SqueezeExcitation? attention = null,
        ChannelStatistics? statistics = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrWhiteSpace(architecture);
        return Open(path, architecture, layout: null, attention, statistics);
    }

    /// <summary>Opens weights for a network that is laid out for a kind of image and a number of classes.</summary>
    /// <exception cref="ArgumentException">The weights are of another SE block than was asked for.</exception>
    internal static WeightImport Open(
        string path,
        Architecture architecture,
        FeatureShape image,
        int classes,
        SqueezeExcitation? attention) => Open(path, architecture, (image, classes), attention, statistics: null);

    private static WeightImport Open(
        string path,
        Architecture architecture,
        (FeatureShape Image, int Classes)? layout,
        SqueezeExcitation? attention,
        ChannelStatistics? statistics)
    {
        var file = TensorFile.Open(path);
        try
        {
            var source = TensorNaming.Of(file);
            source.RequireForm(path, architecture.Name);
            var asked = Asked(file, architecture.Name, attention);
            var trained = architecture.IsOfCatalogue ? ImportedLayout.Find(file, architecture.Name, asked) : layout!.Value;
            var (image, classes) = layout ?? trained;
            if (classes < 2)
                throw new InvalidDataException($"'{path}': its class layer has {classes} classes, a classifier has at least 2");
            var names = source.Names(file, architecture.Build(image, classes, asked).Head.Name);
            var found = AttentionFinder.Find(names.ToDictionary(name => name.Key, name => file.Tensors[name.Value]), asked);
            var network = architecture.Build(image, classes, found);
            if (statistics is not null && statistics.Mean.Count != network.Input.Channels)
                throw new ArgumentException(
                    $"there must be a mean for each channel of the images, {network.Input}, were {statistics.Mean.Count}");
            var original = architecture.Build(trained.Image, classes, found);
            ImportReport Compare(Network with) =>
                new TensorComparison(file, names, with).Report(source, found, found != attention);
            var report = Compare(network);
            return report.IsComplete && ImportedLayout.ComputeAlike(network, original)
                ? new WeightImport(file, source, names, network, report, statistics)
                : throw new InvalidDataException(
                    $"'{path}' ({source.Name}) does not fit {network.Name} for images of {image}: {report.Faults()}"
                    + Hint(network, original, Compare(original)));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes the weights to a safetensors file of our own, under the network's names.</summary>
    /// <param name="stream">Where the file goes.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var metadata = NetworkMetadata.Of(Network, ImageStatistics);
        var kept = Report.Matched.ToHashSet();
        SafetensorsWriter.Write(
            stream,
            [
                .. from tensor in Network.Tensors
                   where kept.Contains(tensor.Name)
                   select new TensorSource(
                       tensor.Name,
                       ElementType.F32,
                       [.. tensor.Shape.Select(size => (long)size)],
                       target => TensorSource.Of(tensor.Name, Read(tensor.Name, tensor.Shape)).Write(target)),
            ],
            metadata.ToDictionary());
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>The weights that matched, one at a time.</summary>
    internal IEnumerable<(string Name, TensorData Weights)> Read()
    {
        var kept = Report.Matched.ToHashSet();
        return Network.Tensors.Where(tensor => kept.Contains(tensor.Name))
            .Select(tensor => (tensor.Name, Read(tensor.Name, tensor.Shape)));
    }

    private TensorData Read(string name, IReadOnlyList<int> shape)
    {
        var read = _file.Read(_names[name]);
        if (!read.IsFinite)
            throw new InvalidDataException(
                $"'{_file.Path}', tensor '{_names[name]}': it has values that are not finite numbers");
        return (name == _turned ? Turned(read) : read) with { Shape = shape };
    }

    // The stem's weights for red, green, blue, of those for blue, green, red.
    private static TensorData Turned(TensorData kernel)
    {
        var (channels, area) = (kernel.Shape[1], kernel.Shape[2] * kernel.Shape[3]);
        var values = new float[kernel.Values.Length];
        for (var plane = 0; plane < kernel.Shape[0] * channels; plane++)
        {
            var turned = plane + channels - 1 - 2 * (plane % channels);
            kernel.Values.AsSpan(plane * area, area).CopyTo(values.AsSpan(turned * area));
        }

        return kernel with { Values = values };
    }

    // What the weights would fit: the network as it was trained.
    private static string Hint(Network network, Network original, ImportReport report)
    {
        if (!report.IsComplete)
            return "";
        return ImportedLayout.ComputeAlike(network, original)
            ? $"; images of {original.Input} would fit"
            : $"; the weights are of images of {original.Input}: those of up to {LayoutExtensions.SmallSide} pixels a side get a "
                + "smaller stem than larger ones, which computes something else";
    }

    /// <summary>
    /// The block to look for: the one that was asked for, else that of our own file. The shapes of weights do not tell gates and
    /// squeezes apart, but their sizes are the file's.
    /// </summary>
    private static SqueezeExcitation Asked(TensorFile file, string architecture, SqueezeExcitation? attention)
    {
        if (NetworkMetadata.Read(file) is not { } own)
            return attention ?? SqueezeExcitation.Default;
        if (own.Architecture != architecture)
            throw new InvalidDataException($"'{file.Path}': its weights are of '{own.Architecture}', not of '{architecture}'");
        if (attention is null || own.Attention.Stages == Stages.None)
            return own.Attention;
        var theirs = attention with
        {
            ReductionRatio = own.Attention.ReductionRatio,
            Rounding = own.Attention.Rounding,
            WidthDivisor = own.Attention.WidthDivisor,
            Bias = own.Attention.Bias,
        };
        return theirs == own.Attention
            ? theirs
            : throw new ArgumentException(
                $"'{file.Path}': its SE block is {own.Attention}, but {attention} was asked for; without Attention the file's is "
                + "taken");
    }
}
