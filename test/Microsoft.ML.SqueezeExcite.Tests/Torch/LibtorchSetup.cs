using System.Runtime.CompilerServices;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Many tests run networks without a trainer, which would have found libtorch and made it safe to use.</summary>
internal static class LibtorchSetup
{
    [ModuleInitializer]
    public static void Require() => TorchLibrary.Require();
}
