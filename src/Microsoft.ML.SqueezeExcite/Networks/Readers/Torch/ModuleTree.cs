using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Registers modules under dotted names: TorchSharp takes no dots, so each part of a name but the last becomes a module that only
/// holds others.
/// </summary>
internal static class ModuleTree
{
    /// <summary>Registers a network's modules under the names of its nodes.</summary>
    /// <param name="root">Gets them.</param>
    /// <param name="network">The network.</param>
    /// <param name="modules">A module for each node; null for a node that has none.</param>
    public static void Register(nn.Module root, Network network, IEnumerable<nn.Module?> modules)
    {
        var containers = new Dictionary<string, nn.Module> { [""] = root };
        foreach (var (node, module) in network.Nodes.Zip(modules))
        {
            if (module is null)
                continue;
            var name = node.Name;
            var dot = name.LastIndexOf('.');
            Container(containers, name[..Math.Max(dot, 0)]).register_module(name[(dot + 1)..], module);
        }
    }

    private static nn.Module Container(Dictionary<string, nn.Module> containers, string path)
    {
        if (containers.TryGetValue(path, out var container))
            return container;
        var dot = path.LastIndexOf('.');
        container = new Holder(path);
        Container(containers, path[..Math.Max(dot, 0)]).register_module(path[(dot + 1)..], container);
        return containers[path] = container;
    }

    private sealed class Holder(string name) : nn.Module(name);
}
