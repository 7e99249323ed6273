namespace Microsoft.ML.SqueezeExcite;

/// <summary>A dictionary of tensors in what a file of PyTorch holds.</summary>
/// <param name="Path">The keys that lead to it, joined by dots; empty for the file's own dictionary.</param>
/// <param name="Tensors">The tensors by name; values of other kinds are left out.</param>
internal sealed record PyTorchState(string Path, IReadOnlyDictionary<string, PickleTensor> Tensors)
{
    // Training scripts keep a network beside an optimizer, an average, or single tensors such as the best accuracy; deeper than
    // this nobody keeps one.
    private const int MostDepth = 2;

    private const int Listed = 10;

    // Where two dictionaries have as many tensors, the trained weights come before their averages.
    private static readonly string[] Preferred = ["", "state_dict", "model", "model_state_dict", "net", "module"];

    /// <summary>Finds all dictionaries of tensors, the one that is most likely the network first: the largest.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static IReadOnlyList<PyTorchState> Find(Pickle pickle)
    {
        if (pickle.Value is not PickleDictionary root)
            throw new FormatException("it does not hold a dictionary of tensors: save the model's state_dict() with torch.save");
        var found = All(root, "", 0, new HashSet<object>(ReferenceEqualityComparer.Instance))
            .OrderByDescending(state => state.Tensors.Count)
            .ThenBy(state => Array.IndexOf(Preferred, state.Path) is var place and >= 0 ? place : Preferred.Length)
            .ToArray();
        if (found.Length > 0)
            return found;
        var objects = pickle.Skipped.Count > 0
            ? $"; objects are not read ({string.Join(", ", pickle.Skipped.Take(Listed))}): save the model's state_dict() alone"
            : "";
        var keys = root.Items.Take(Listed).Select(item => item.Key as string ?? "?");
        throw new FormatException($"it holds no tensors under names; its keys: {string.Join(", ", keys)}{objects}");
    }

    // A pickle may refer to a dictionary from many places: it is found at the first.
    private static IEnumerable<PyTorchState> All(PickleDictionary dictionary, string path, int depth, HashSet<object> seen)
    {
        if (!seen.Add(dictionary))
            yield break;
        var tensors = new Dictionary<string, PickleTensor>();
        foreach (var (key, value) in dictionary.Items)
        {
            if (key is string name && value is PickleTensor tensor)
                tensors[name] = tensor;
        }

        if (tensors.Count > 0)
            yield return new PyTorchState(path, tensors);
        if (depth == MostDepth)
            yield break;
        foreach (var (key, value) in dictionary.Items)
        {
            if (key is string name && value is PickleDictionary inner)
                foreach (var state in All(inner, path.Length == 0 ? name : $"{path}.{name}", depth + 1, seen))
                    yield return state;
        }
    }
}
