using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    private delegate Interop.Status Join(ReadOnlySpan<nint> list, int count, out Tensor result);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0)
    {
        if (tensors.Length == 0)
            throw new ArgumentException(nameof(tensors));
        return tensors.Length == 1
            ? tensors[0].alias()
            : Joined(tensors, (ReadOnlySpan<nint> list, int count, out Tensor result) => torch_cat(list, count, dim, out result));
    }

    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat((ReadOnlySpan<Tensor>)tensors.ToArray(), dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((ReadOnlySpan<Tensor>)tensors, dim);

    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Joined(tensors.ToArray(),
        (ReadOnlySpan<nint> list, int count, out Tensor result) => torch_stack(list, count, dim, out result));

    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => Joined(tensors, torch_hstack);

    public static Tensor hstack(IList<Tensor> tensors) => hstack((ReadOnlySpan<Tensor>)tensors.ToArray());

    public static Tensor hstack(params Tensor[] tensors) => hstack((ReadOnlySpan<Tensor>)tensors);

    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => Joined(tensors, torch_vstack);

    public static Tensor vstack(IList<Tensor> tensors) => vstack((ReadOnlySpan<Tensor>)tensors.ToArray());

    public static Tensor vstack(Tensor[] tensors) => vstack((ReadOnlySpan<Tensor>)tensors);

    public static Tensor einsum(string equation, params Tensor[] tensors) => Joined(tensors,
        (ReadOnlySpan<nint> list, int count, out Tensor result) => torch_einsum(equation, list, count, out result));

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    public static Tensor[] where(Tensor condition)
    {
        if (condition.dtype != ScalarType.Bool)
            throw new ArgumentException("The condition to 'where' must be a boolean tensor.");
        return Take(torch_where_nonzero(condition, out var list), list);
    }

    private static Tensor Joined(ReadOnlySpan<Tensor> tensors, Join join)
    {
        var handles = Handles(tensors);
        var result = Check(join(handles, handles.Length, out var joined), joined);
        foreach (var tensor in tensors)
            GC.KeepAlive(tensor);
        return result;
    }
}
