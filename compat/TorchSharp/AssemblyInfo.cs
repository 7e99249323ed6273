using System.Runtime.CompilerServices;

// All that crosses the border to native code is blittable.
[assembly: DisableRuntimeMarshalling]
