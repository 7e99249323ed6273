using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How the extension methods of these assemblies, and only of these, reach the environment behind a catalog.</summary>
internal interface IInternalCatalog
{
    IHostEnvironment Environment { get; }
}

internal static class CatalogUtils
{
    public static IHostEnvironment GetEnvironment(this IInternalCatalog catalog) => Contracts.CheckValue(catalog).Environment;
}
