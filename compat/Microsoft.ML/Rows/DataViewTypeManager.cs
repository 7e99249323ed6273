using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Which CLR types, with which attribute, stand for which registered column types.</summary>
public static class DataViewTypeManager
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<(Type, DataViewTypeAttribute?), DataViewType> Types = [];
    private static readonly Dictionary<DataViewType, (Type Type, DataViewTypeAttribute? Attribute)> RawTypes = [];

    [Obsolete("Use the form of Register which takes in a single DataViewTypeAttribute instead.")]
    public static void Register(DataViewType dataViewType, Type type, IEnumerable<Attribute> typeAttributes)
    {
        var attributes = typeAttributes?.ToArray() ?? [];
        Contracts.CheckParam(attributes.Length <= 1, nameof(type), $"Type {type} has too many attributes.");
        Contracts.CheckParam(
            attributes.All(a => a is DataViewTypeAttribute),
            nameof(type),
            $"Type {type} has an attribute that is not of DataViewTypeAttribute.");
        Register(dataViewType, type, (DataViewTypeAttribute?)attributes.SingleOrDefault());
    }

    public static void Register(DataViewType dataViewType, Type type, DataViewTypeAttribute? typeAttribute = null)
    {
        lock (Gate)
        {
            Contracts.CheckParam(
                ColumnTypes.TryPrimitiveTypeFromType(type) == null && type != typeof(VBuffer<>) && type != typeof(Nullable<>),
                nameof(type),
                $"Type {type} has been registered as ML.NET's default supported type, so it can't not be registered again.");
            if (Types.TryGetValue((type, typeAttribute), out var known) && !known.Equals(dataViewType))
            {
                throw Contracts.ExceptParam(
                    null,
                    nameof(type),
                    $"Repeated type register. The raw type {type} has been associated with {known} so it cannot be " +
                    $"associated with {dataViewType}.");
            }

            if (RawTypes.TryGetValue(dataViewType, out var raw) && !raw.Equals((type, typeAttribute)))
            {
                throw Contracts.ExceptParam(
                    null,
                    nameof(dataViewType),
                    $"Repeated type register. The DataView type {dataViewType} has been associated with {raw.Type} so it " +
                    $"cannot be associated with {type}.");
            }

            Types[(type, typeAttribute)] = dataViewType;
            RawTypes[dataViewType] = (type, typeAttribute);
        }
    }

    /// <summary>The column type registered for a CLR type with the attribute among these, or null.</summary>
    internal static DataViewType? TryGetDataViewType(Type type, IEnumerable<Attribute> attributes)
    {
        DataViewTypeAttribute[] own = [.. attributes.OfType<DataViewTypeAttribute>()];
        Contracts.CheckParam(
            own.Length <= 1,
            nameof(type),
            $"Type {type.Name} cannot be marked with multiple attributes, {string.Join<Attribute>(", ", own)}, derived from " +
            $"{typeof(DataViewTypeAttribute)}.");
        lock (Gate)
            return Types.GetValueOrDefault((type, own.SingleOrDefault()));
    }
}
