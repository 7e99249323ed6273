namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The classes and functions that a pickle may name, and what they stand for here. Nothing is looked up and nothing of the file
/// is run: a pickle is a program, and its instructions to build anything but tensors are refused.
/// </summary>
internal static class PickleGlobals
{
    private static readonly Dictionary<string, ElementType> Storages = new()
    {
        ["DoubleStorage"] = ElementType.F64,
        ["FloatStorage"] = ElementType.F32,
        ["HalfStorage"] = ElementType.F16,
        ["BFloat16Storage"] = ElementType.BF16,
        ["LongStorage"] = ElementType.I64,
        ["IntStorage"] = ElementType.I32,
        ["ShortStorage"] = ElementType.I16,
        ["CharStorage"] = ElementType.I8,
        ["ByteStorage"] = ElementType.U8,
        ["BoolStorage"] = ElementType.BOOL,
    };

    private static readonly Dictionary<string, Func<object?[], object?>> Functions = new()
    {
        ["collections.OrderedDict"] = arguments => arguments.Length == 0 ? new PickleDictionary() : null,
        ["torch._utils._rebuild_tensor_v2"] = Tensor,
        ["torch._utils._rebuild_parameter"] = arguments => arguments is [PickleTensor tensor, ..] ? tensor : null,
    };

    /// <summary>Whether a pickle may name it.</summary>
    public static bool Allows(PickleGlobal global) => StorageType(global) is not null || Functions.ContainsKey(global.ToString());

    /// <summary>The element type that a storage class stands for.</summary>
    public static ElementType? StorageType(PickleGlobal global) =>
        global.Module == "torch" && Storages.TryGetValue(global.Name, out var type) ? type : null;

    /// <summary>What a call of it makes.</summary>
    /// <exception cref="FormatException">It is not a function, or its arguments are not those that it takes.</exception>
    public static object Call(PickleGlobal global, object?[] arguments) =>
        (Functions.TryGetValue(global.ToString(), out var function) ? function(arguments) : null)
        ?? throw new FormatException($"{global} is called with arguments that it does not take");

    // (storage, offset, size, stride, requires_grad, backward_hooks[, metadata])
    private static PickleTensor? Tensor(object?[] arguments)
    {
        if (arguments is not [PickleStorage storage, long offset, PickleTuple size, PickleTuple stride, ..]
            || !size.Items.Concat(stride.Items).All(item => item is long))
            return null;
        return new PickleTensor(storage, offset, [.. size.Items.Cast<long>()], [.. stride.Items.Cast<long>()]);
    }
}
