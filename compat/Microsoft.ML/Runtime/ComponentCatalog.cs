using System.Collections.Concurrent;
using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>The components a saved model may name; assemblies are registered as models name them.</summary>
public sealed class ComponentCatalog
{
    private const string CompatPrefix = "SqueezeExcite.Compat.";

    // The official assemblies whose components live in this one.
    private static readonly string[] Here =
        ["Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView", "Microsoft.ML.Transforms"];

    private readonly ConcurrentDictionary<string, LoadableModelAttribute> _loaders = [];
    private readonly ConcurrentDictionary<Assembly, bool> _registered = [];

    internal ComponentCatalog()
    {
    }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        Contracts.CheckValue(assembly);
        if (!_registered.TryAdd(assembly, true))
            return;
        foreach (var loader in assembly.GetCustomAttributes<LoadableModelAttribute>())
        {
            if (!_loaders.TryAdd(loader.Signature, loader) && throwOnError)
                throw Contracts.Except(null, $"ComponentCatalog cannot map name '{loader.Signature}' to two components");
        }
    }

    internal ICanSaveModel? Load(IHostEnvironment env, ModelLoadContext context, ModelHeader header)
    {
        if (header.LoaderAssemblyName != null)
            RegisterAssembly(Resolve(header.LoaderAssemblyName));
        return _loaders.TryGetValue(header.LoaderSignature, out var loader) ? loader.Load(env, context) : null;
    }

    private static Assembly Resolve(string officialName)
    {
        string name = officialName.Split(',')[0];
        return Here.Contains(name) ? typeof(ComponentCatalog).Assembly : Assembly.Load(CompatPrefix + name);
    }
}
