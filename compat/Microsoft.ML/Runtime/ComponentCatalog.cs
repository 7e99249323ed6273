using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>The components a saved model may name; assemblies are registered as models name them.</summary>
public sealed class ComponentCatalog
{
    private const string CompatPrefix = "SqueezeExcite.Compat.";

    // The official assemblies whose components live in this one.
    private static readonly string[] Here =
        ["Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView", "Microsoft.ML.Transforms"];

    // Held until an assembly is registered in full: another thread may load a model meanwhile.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LoadableModelAttribute> _loaders = [];
    private readonly HashSet<Assembly> _registered = [];

    internal ComponentCatalog()
    {
    }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        Contracts.CheckValue(assembly);
        lock (_lock)
        {
            if (!_registered.Add(assembly))
                return;
            foreach (var loader in assembly.GetCustomAttributes<LoadableModelAttribute>())
            {
                if (!_loaders.TryAdd(loader.Signature, loader) && throwOnError)
                    throw Contracts.Except(null, $"ComponentCatalog cannot map name '{loader.Signature}' to two components");
            }
        }
    }

    internal ICanSaveModel? Load(IHostEnvironment env, ModelLoadContext context, ModelHeader header)
    {
        if (header.LoaderAssemblyName != null)
            RegisterAssembly(Resolve(header.LoaderAssemblyName));
        LoadableModelAttribute? loader;
        lock (_lock)
            _loaders.TryGetValue(header.LoaderSignature, out loader);
        return loader?.Load(env, context);
    }

    private static Assembly Resolve(string officialName)
    {
        string name = officialName.Split(',')[0];
        return Here.Contains(name) ? typeof(ComponentCatalog).Assembly : Assembly.Load(CompatPrefix + name);
    }
}
