using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Where weights come from: how their names are known, and what ours are instead.</summary>
/// <param name="Name">The source, for people.</param>
/// <param name="Mark">A pattern that some name of the source matches, and of none further down the list.</param>
/// <param name="Renames">Patterns and what stands in their place; <c>{head}</c> is the name of the network's class layer.</param>
/// <param name="Caffe">Whether its ResNets and ResNeXts are of the authors' form, <c>-caffe</c> in the catalogue.</param>
internal sealed record TensorNaming(
    string Name,
    string Mark,
    IReadOnlyList<(string Pattern, string With)> Renames,
    bool Caffe = false)
{
    /// <summary>Our own files, which say so.</summary>
    public static TensorNaming Own { get; } = new("se-trainer", "", []);

    // The first whose mark is found.
    private static readonly TensorNaming[] Foreign =
    [
        new(
            "Cadene or timm legacy",
            @"^layer0\.|\.se_module\.",
            [(@"^layer0\.", ""), (@"\.se_module\.", ".se."), (@"^last_linear\.", "{head}.")],
            Caffe: true),
        new("moskomule", @"\.se\.fc\.0\.weight$", [(@"\.se\.fc\.0\.", ".se.fc1."), (@"\.se\.fc\.2\.", ".se.fc2.")]),
        new("Cadene", @"^last_linear\.", [(@"^last_linear\.", "{head}.")]),
        new("torchvision or timm", "", []),
    ];

    // What our checkpoints hold beside weights.
    private static readonly string[] OfTraining = ["optimizer.", "average."];

    // What networks were trained with, by the start of their names, for pixels from 0 to 255.
    private static readonly (string Start, ChannelStatistics Statistics)[] Normalizations =
    [
        ("inception-resnet", new([127.5f, 127.5f, 127.5f], [127.5f, 127.5f, 127.5f])),
        ("", new([123.675f, 116.28f, 103.53f], [58.395f, 57.12f, 57.375f])),
    ];

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

    /// <summary>Weights of the other form would fit, and compute something else.</summary>
    /// <exception cref="InvalidDataException">The architecture is of the other form; the message names the right one.</exception>
    public void RequireForm(string path, string architecture)
    {
        const string Suffix = "-caffe";
        var caffe = architecture.EndsWith(Suffix, StringComparison.Ordinal);
        var twin = caffe ? architecture[..^Suffix.Length] : architecture + Suffix;
        if (this != Own && caffe != Caffe && Networks.Exists(twin))
            throw new InvalidDataException(
                $"'{path}': its weights, of {Name}, are for '{twin}', not for '{architecture}': strides and pooling differ, so "
                + "that they would fit but compute something else");
    }

    /// <summary>
    /// Mean and deviation of the images that an architecture of this source was trained on; null where that is not known.
    /// </summary>
    public static ChannelStatistics? ImageStatistics(Network network) =>
        network.Input.Channels == 3 && !network.Name.EndsWith("-cifar", StringComparison.Ordinal) && Networks.Exists(network.Name)
            ? Normalizations
                .First(entry => NetworkName.Parse(network.Name).Plain.StartsWith(entry.Start, StringComparison.Ordinal))
                .Statistics
            : null;

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
