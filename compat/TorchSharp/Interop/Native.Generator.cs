using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)] internal static partial Status generator_new(ulong seed, out nint result);
    [LibraryImport(Library)] internal static partial Status generator_default(out nint result);
    [LibraryImport(Library)] internal static partial Status generator_manual_seed(Generator self, ulong seed);
    [LibraryImport(Library)] internal static partial Status generator_initial_seed(Generator self, out ulong result);
    [LibraryImport(Library)] internal static partial Status generator_get_state(Generator self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status generator_set_state(Generator self, Tensor state);
    [LibraryImport(Library)] internal static partial Status torch_get_num_threads(out int result);
    [LibraryImport(Library)] internal static partial Status torch_set_num_threads(int count);
    [LibraryImport(Library)] internal static partial Status torch_get_num_interop_threads(out int result);
    [LibraryImport(Library)] internal static partial Status torch_set_num_interop_threads(int count);
}
