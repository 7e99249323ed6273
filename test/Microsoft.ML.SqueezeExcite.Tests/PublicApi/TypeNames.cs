namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Types and values as C# writes them, with full names: the same whatever assembly a type comes from.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new (Type Type, string Keyword)[]
    {
        (typeof(void), "void"), (typeof(object), "object"), (typeof(string), "string"), (typeof(bool), "bool"), (typeof(char), "char"),
        (typeof(byte), "byte"), (typeof(sbyte), "sbyte"), (typeof(short), "short"), (typeof(ushort), "ushort"), (typeof(int), "int"), (typeof(uint), "uint"),
        (typeof(long), "long"), (typeof(ulong), "ulong"), (typeof(float), "float"), (typeof(double), "double"), (typeof(decimal), "decimal"),
    }.ToDictionary(pair => pair.Type, pair => pair.Keyword);

    public static string Of(Type type)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        if (type.IsGenericParameter)
            return type.Name;
        return Keywords.TryGetValue(type, out var keyword) ? keyword : Named(type);
    }

    public static string OfValue(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when type.IsEnum => $"{Of(type)}.{Enum.GetName(type, value)}",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    // The arguments of a nested type include those of the types around it.
    private static string Named(Type type)
    {
        var arguments = type.GetGenericArguments();
        var outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var prefix = type.DeclaringType is { } declaring
            ? Of(outer > 0 ? declaring.MakeGenericType(arguments[..outer]) : declaring)
            : type.Namespace;
        var own = arguments.Length > outer ? $"<{string.Join(", ", arguments[outer..].Select(Of))}>" : "";
        return $"{prefix}.{type.Name.Split('`')[0]}{own}";
    }
}
