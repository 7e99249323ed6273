namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The classes and functions that a pickle may name, and what they stand for here. Nothing is looked up and nothing of the file
/// is run: a pickle is a program, of which only tensors and the containers around them are made. Objects of other classes are
/// passed over; a function that is not listed is refused.
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
        ["collections.OrderedDict"] = OrderedDictionary,
        ["collections.defaultdict"] = _ => new PickleDictionary(),
        ["torch._utils._rebuild_tensor"] = Tensor,
        ["torch._utils._rebuild_tensor_v2"] = Tensor,
        ["torch._utils._rebuild_parameter"] = arguments => arguments is [PickleTensor tensor, ..] ? tensor : null,
        ["torch._utils._rebuild_parameter_with_state"] = arguments => arguments is [PickleTensor tensor, ..] ? tensor : null,
        ["torch._tensor._rebuild_from_type_v2"] = arguments =>
            arguments is [PickleGlobal function, PickleGlobal, PickleTuple inner, ..] ? Call(function, inner.Items) : null,
    };

    // Classes are known by their capital letter. These are values, too, or make some, and have none: getattr makes members of
    // enumerations.
    private static readonly HashSet<string> Values =
    [
        "_codecs.encode",
        "collections.deque",
        .. In("datetime", "date", "datetime", "time", "timedelta", "timezone"),
        .. new[] { "copyreg", "copy_reg" }.SelectMany(module => In(module, "_reconstructor")),
        .. new[] { "builtins", "__builtin__" }.SelectMany(
            module => In(
                module,
                "bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset", "getattr", "int", "list", "long", "object",
                "range", "set", "slice", "str", "tuple", "unicode")),
        .. In("numpy", "dtype", "ndarray"),
        .. new[] { "numpy.core", "numpy._core" }.SelectMany(
            module => In(module, "multiarray.scalar", "multiarray._reconstruct", "numeric._frombuffer")),
        .. In(
            "torch",
            "device", "float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool"),
    ];

    /// <summary>Whether a pickle may name it.</summary>
    public static bool Allows(PickleGlobal global) => IsKnown(global) || IsValue(global);

    /// <summary>Whether it stands for a tensor, or for a container of tensors.</summary>
    public static bool IsKnown(PickleGlobal global) =>
        StorageType(global) is not null || Functions.ContainsKey(global.ToString());

    /// <summary>The element type that a storage class stands for.</summary>
    public static ElementType? StorageType(PickleGlobal global) =>
        global.Module == "torch" && Storages.TryGetValue(global.Name, out var type) ? type : null;

    /// <summary>What a call of it makes.</summary>
    /// <exception cref="FormatException">It is not a function, or its arguments are not those that it takes.</exception>
    public static object Call(PickleGlobal global, object?[] arguments) => IsKnown(global)
        ? (Functions.TryGetValue(global.ToString(), out var function) ? function(arguments) : null)
            ?? throw new FormatException($"{global} is called with arguments that it does not take")
        : new PickleObject(global);

    private static bool IsValue(PickleGlobal global) =>
        char.IsAsciiLetterUpper(global.Name.Split('.')[^1].TrimStart('_').FirstOrDefault()) || Values.Contains(global.ToString());

    private static IEnumerable<string> In(string module, params string[] names) => names.Select(name => $"{module}.{name}");

    // Empty, or, from Python 2, of a list of pairs.
    private static PickleDictionary? OrderedDictionary(object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        if (arguments is [])
            return dictionary;
        if (arguments is not [List<object?> pairs])
            return null;
        foreach (var pair in pairs)
        {
            if (pair is List<object?> and [var key, var value])
                dictionary.Add(key, value);
            else
                return null;
        }

        return dictionary;
    }

    // (storage, offset, size, stride[, requires_grad, backward_hooks[, metadata]])
    private static PickleTensor? Tensor(object?[] arguments) =>
        arguments is [PickleStorage storage, long offset, PickleTuple size, PickleTuple stride, ..]
        && Sizes(size) is { } sizes
        && Sizes(stride) is { } strides
            ? new PickleTensor(storage, storage.First + offset, sizes, strides)
            : null;

    private static long[]? Sizes(PickleTuple tuple) =>
        tuple.Items.Length <= PickleTensor.MostDimensions && tuple.Items.All(item => item is long)
            ? [.. tuple.Items.Cast<long>()]
            : null;
}
