using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Lends a tensor's handle to native code, alive until the call returns; adopts the handles that come back.</summary>
[CustomMarshaller(typeof(Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(Lent))]
[CustomMarshaller(typeof(Tensor), MarshalMode.ManagedToUnmanagedOut, typeof(TensorMarshaller))]
internal static class TensorMarshaller
{
    public static Tensor ConvertToManaged(nint handle) => Adopt(handle);

    internal static Tensor Adopt(nint handle) => handle == 0 ? null! : new Tensor(handle);

    public ref struct Lent
    {
        private Tensor _tensor;

        public void FromManaged(Tensor tensor) => _tensor = tensor ?? throw new ArgumentNullException(nameof(tensor));

        public readonly nint ToUnmanaged() => _tensor.Handle;

        public readonly void Free() => GC.KeepAlive(_tensor);
    }
}

/// <summary>For a tensor that may be left out.</summary>
[CustomMarshaller(typeof(Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(Lent))]
internal static class OrNull
{
    public ref struct Lent
    {
        private Tensor? _tensor;

        public void FromManaged(Tensor? tensor) => _tensor = tensor;

        public readonly nint ToUnmanaged() => _tensor?.Handle ?? 0;

        public readonly void Free() => GC.KeepAlive(_tensor);
    }
}

/// <summary>A number goes by value; none is a number too.</summary>
[CustomMarshaller(typeof(Scalar), MarshalMode.ManagedToUnmanagedIn, typeof(ScalarMarshaller))]
internal static class ScalarMarshaller
{
    public static ScalarValue ConvertToUnmanaged(Scalar? scalar) => scalar?.Value ?? default;
}

[CustomMarshaller(typeof(Generator), MarshalMode.ManagedToUnmanagedIn, typeof(Lent))]
internal static class GeneratorMarshaller
{
    public ref struct Lent
    {
        private Generator? _generator;

        public void FromManaged(Generator? generator) => _generator = generator;

        public readonly nint ToUnmanaged() => _generator?.Handle ?? 0;

        public readonly void Free() => GC.KeepAlive(_generator);
    }
}
