namespace Microsoft.ML.SqueezeExcite;

/// <summary>Finds the state dictionary in what a file of PyTorch holds.</summary>
internal static class PyTorchState
{
    // Where training scripts keep it beside other things.
    private static readonly string[] Wrappers = ["state_dict", "model"];

    /// <summary>The tensors by name; values of other kinds are left out.</summary>
    /// <exception cref="FormatException">There is no state dictionary.</exception>
    public static Dictionary<string, PickleTensor> Tensors(object? pickled)
    {
        if (pickled is not PickleDictionary root)
            throw new FormatException("it does not hold a dictionary of tensors: save the model's state_dict() with torch.save");
        foreach (var state in Wrappers.Select(wrapper => root[wrapper]).Prepend(root).OfType<PickleDictionary>())
        {
            var tensors = new Dictionary<string, PickleTensor>();
            foreach (var (key, value) in state.Items)
            {
                if (key is string name && value is PickleTensor tensor)
                    tensors[name] = tensor;
            }

            if (tensors.Count > 0)
                return tensors;
        }

        var keys = root.Items.Take(10).Select(item => item.Key as string ?? "?");
        throw new FormatException(
            $"it holds no tensors, neither under their names nor under {string.Join(" or ", Wrappers)}; its keys: "
            + $"{string.Join(", ", keys)}");
    }
}
