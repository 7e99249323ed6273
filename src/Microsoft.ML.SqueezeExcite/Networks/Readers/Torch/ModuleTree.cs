using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Registers modules under dotted names: TorchSharp takes no dots, so each part of a name but the last becomes a module that only
/// holds others.
/// </summary>
internal static class ModuleTree
{
    public static void Register(nn.Module root, IEnumerable<(string Name, nn.Module Module)> leaves)
    {
        var containers = new Dictionary<string, nn.Module> { [""] = root };
        foreach (var (name, module) in leaves)
        {
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
