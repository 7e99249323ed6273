using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One index of <c>x[...]</c>: a position, a slice, a mask, an ellipsis, a new dimension.</summary>
    public struct TensorIndex
    {
        public static TensorIndex Ellipsis = new() { kind = IndexValue.Kind.Ellipsis };
        public static TensorIndex None = new() { kind = IndexValue.Kind.None };
        public static TensorIndex Null = None;
        public static TensorIndex Colon = Slice();

        internal IndexValue.Kind kind;
        internal long? start;
        internal long? stop;
        internal long? step;
        internal Tensor? tensor;

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { kind = IndexValue.Kind.Slice, start = start, stop = stop, step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice((long?)range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(
            (long?)(range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value),
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        public static TensorIndex Bool(bool value) => new() { kind = IndexValue.Kind.Boolean, start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { kind = IndexValue.Kind.Single, start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { kind = IndexValue.Kind.ByTensor, tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        // Never taken: it only helps the compiler to choose among the indexers.
        public static implicit operator Tensor(TensorIndex value) =>
            throw new InvalidOperationException("Should not be called.");

        internal readonly IndexValue Encode() => kind == IndexValue.Kind.Slice
            ? new(kind, start ?? IndexValue.Unsaid, stop ?? IndexValue.Unsaid, step ?? IndexValue.Unsaid, 0)
            : new(kind, start ?? 0, 0, 0, tensor?.Handle ?? 0);
    }
}
