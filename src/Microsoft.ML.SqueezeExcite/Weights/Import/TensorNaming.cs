using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Where weights come from: how their names are known, and what ours are instead.</summary>
/// <param name="Name">The source, for people.</param>
/// <param name="Mark">A pattern that some name of the source matches, and of none further down the list.</param>
/// <param name="Renames">Patterns and what stands in their place; <c>{head}</c> is the name of the network's class layer.</param>
/// <param name="Caffe">
/// Whether its ResNets and ResNeXts are of the authors' form, <c>-caffe</c> in the catalogue; null where it has both under the
/// same names.
/// </param>
internal sealed record TensorNaming(
    string Name,
    string Mark,
    IReadOnlyList<(string Pattern, string With)> Renames,
    bool? Caffe = false)
{
    /// <summary>The SE networks of Cadene, and those of timm that have his names.</summary>
    public const string Legacy = "Cadene or timm legacy";

    /// <summary>Cadene's other networks.</summary>
    public const string Cadene = "Cadene";

    public const string Moskomule = "moskomule";

    /// <summary>The names that most have.</summary>
    public const string Torchvision = "torchvision or timm";

    private const string CaffeSuffix = "-caffe";

    /// <summary>Our own files, which say so.</summary>
    public static TensorNaming Own { get; } = new("se-trainer", "", []);

    // The first whose mark is found.
    private static readonly TensorNaming[] Foreign =
    [
        new(
            Legacy,
            @"^layer0\.|\.se_module\.",
            [(@"^layer0\.", ""), (@"\.se_module\.", ".se."), (@"^last_linear\.", "{head}.")],
            Caffe: true),
        new(Moskomule, @"\.se\.fc\.0\.weight$", [(@"\.se\.fc\.0\.", ".se.fc1."), (@"\.se\.fc\.2\.", ".se.fc2.")]),
        new(Cadene, @"^last_linear\.", [(@"^last_linear\.", "{head}.")], Caffe: null),
        new(Torchvision, "", []),
    ];

    // What our checkpoints hold beside weights.
    private static readonly string[] OfTraining = ["optimizer.", "average."];

    // What networks were trained with, by the start of their names, for pixels from 0 to 255.
    private static readonly (string Start, ChannelStatistics Statistics)[] Normalizations =
    [
        ("inception-resnet", new([127.5f, 127.5f, 127.5f], [127.5f, 127.5f, 127.5f])),
        ("", new([123.675f, 116.28f, 103.53f], [58.395f, 57.12f, 57.375f])),
    ];

    // Those of the authors' ResNets, in the order red, green, blue.
    private static readonly ChannelStatistics Caffes = new([122.7717f, 115.9465f, 102.9801f], [1, 1, 1]);

    /// <summary>Finds the source of a file's weights.</summary>
    public static TensorNaming Of(TensorFile file) => NetworkMetadata.IsOwn(file.Metadata)
        ? Own
        : Foreign.First(source => source.Mark.Length == 0 || Unwrapped(file).Any(name => Regex.IsMatch(name.Name, source.Mark)));

    /// <summary>The file's names by ours.</summary>
    /// <exception cref="InvalidDataException">Two names of the file stand for one tensor.</exception>
    public IReadOnlyDictionary<string, string> Names(TensorFile file, string head)
    {
        var names = new Dictionary<string, string>();
        foreach (var (theirs, unwrapped) in Unwrapped(file))
        {
            var ours = Renames.Aggregate(
                unwrapped,
                (name, rename) => Regex.Replace(name, rename.Pattern, rename.With.Replace("{head}", head)));
            if (!names.TryAdd(ours, theirs))
                throw new InvalidDataException($"'{file.Path}': '{names[ours]}' and '{theirs}' both stand for {ours}");
        }

        return names.ToFrozenDictionary();
    }

    /// <summary>Weights of another form would fit, and compute something else.</summary>
    /// <exception cref="InvalidDataException">
    /// The architecture is of another form; the message names the right one, where there is one.
    /// </exception>
    public void RequireForm(string path, string architecture)
    {
        if (Lookalikes.Refusal(Name, architecture) is { } refusal)
            throw new InvalidDataException($"'{path}': its weights, of {Name}, are {refusal}");
        var caffe = IsCaffe(architecture);
        var twin = caffe ? architecture[..^CaffeSuffix.Length] : architecture + CaffeSuffix;
        if (this != Own && Caffe == !caffe && Networks.Exists(twin))
            throw new InvalidDataException(
                $"'{path}': its weights, of {Name}, are for '{twin}', not for '{architecture}': strides and pooling differ, so "
                + "that they would fit but compute something else");
    }

    /// <summary>
    /// Whether an architecture of this source takes its channels as blue, green, red: Cadene's only form of Caffe is that of its
    /// authors, cafferesnet101, which OpenCV's order and pixel values from 0 to 255 come with.
    /// </summary>
    public bool IsBgr(string architecture) => Name == Cadene && IsCaffe(architecture);

    /// <summary>
    /// Mean and deviation of the images that an architecture of this source was trained on; null where that is not known.
    /// </summary>
    public ChannelStatistics? ImageStatistics(Network network)
    {
        if (network.Input.Channels != 3
            || network.Name.EndsWith("-cifar", StringComparison.Ordinal)
            || !Networks.Exists(network.Name))
            return null;
        if (IsBgr(network.Name))
            return Caffes;
        var plain = NetworkName.Parse(network.Name).Plain;
        return Normalizations.First(entry => plain.StartsWith(entry.Start, StringComparison.Ordinal)).Statistics;
    }

    private static bool IsCaffe(string architecture) => architecture.EndsWith(CaffeSuffix, StringComparison.Ordinal);

    // DataParallel, torch.compile and many training scripts name everything below a word of theirs, sometimes more than once.
    private static IEnumerable<(string Theirs, string Name)> Unwrapped(TensorFile file)
    {
        string[] wrappers = ["module.", "_orig_mod.", "model."];
        var start = 0;
        while (file.Tensors.Count > 0 && Array.Find(wrappers, IsBeforeAll) is { } wrapper)
            start += wrapper.Length;
        bool IsBeforeAll(string wrapper) =>
            file.Tensors.Keys.All(name =>
                name.AsSpan(Math.Min(start, name.Length)).StartsWith(wrapper, StringComparison.Ordinal));
        return file.Tensors.Keys.Where(name =>
                !(
                    NetworkMetadata.IsOwn(file.Metadata)
                    && OfTraining.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))))
            .Select(name => (name, name[start..]));
    }
}
