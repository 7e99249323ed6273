using System.Runtime.CompilerServices;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Many tests run networks without a trainer, which would look for libtorch and for how to use it on this machine.</summary>
internal static class LibtorchForAllTests
{
    [ModuleInitializer]
    public static void Require() => TorchLibrary.Require();
}
