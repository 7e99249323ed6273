using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A field or property of a row class and the column it is bound to.</summary>
internal sealed record RowMember(
    string ColumnName, DataViewType ColumnType, MemberInfo Member, DataViewSchema.Annotations Annotations)
{
    public Type MemberType => TypeOf(Member);

    public static RowMember[] Bind(Type userType, SchemaDefinition definition)
        => [.. definition.Select(column => Bind(userType, column))];

    public static DataViewSchema MakeSchema(RowMember[] members)
        => AnnotationUtils.MakeSchema(members.Select(member =>
            new DataViewSchema.DetachedColumn(member.ColumnName, member.ColumnType, member.Annotations)));

    /// <summary>The definition of a class's columns with the types and annotations that a schema has for them.</summary>
    public static SchemaDefinition DefineAs<TRow>(IExceptionContext context, DataViewSchema schema)
    {
        var definition = SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read);
        foreach (var column in schema)
        {
            var defined = definition[column.Name]
                ?? throw context.Except($"Type should contain a member named {column.Name}");
            defined.ColumnType = column.Type;
            foreach (var kind in column.Annotations.Schema)
                defined.AnnotationGetters[kind.Name] = (kind.Type, column.Annotations.GetGetterAsDelegate(kind));
        }

        return definition;
    }

    public static bool IsColumn(MemberInfo member)
        => TypeOf(member) != typeof(IChannel)
            && member is not FieldInfo { IsLiteral: true }
            && member.GetCustomAttribute<NoColumnAttribute>() == null;

    /// <summary>The type of the values, text for strings, and whether the member holds many of them.</summary>
    public static (Type Item, bool IsVector) ItemTypeOf(Type type)
    {
        bool isVBuffer = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>);
        var item = type.IsArray ? type.GetElementType()! : isVBuffer ? type.GetGenericArguments()[0] : type;
        return (item == typeof(string) ? typeof(ReadOnlyMemory<char>) : item, type.IsArray || isVBuffer);
    }

    /// <summary>The column type that type and attributes of a member ask for.</summary>
    public static DataViewType ColumnTypeOf(MemberInfo member)
    {
        var (item, isVector) = CheckedItemTypeOf(member);
        if (DataViewTypeManager.TryGetDataViewType(item, member.GetCustomAttributes()) is { } registered)
            return registered;

        var itemType = ColumnTypes.PrimitiveTypeFromType(item);
        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            Contracts.CheckParam(
                KeyDataViewType.IsValidDataType(item),
                "userType",
                $"Member {member.Name} marked with KeyType attribute, "
                    + "but does not appear to be a valid kind of data for a key type");
            itemType = new KeyDataViewType(item, key.KeyCount.Count.GetValueOrDefault());
        }

        var vector = member.GetCustomAttribute<VectorTypeAttribute>();
        Contracts.CheckParam(
            vector == null || isVector,
            "userType",
            $"Member {member.Name} marked with VectorTypeAttribute, but does not appear to be a vector type");
        return !isVector ? itemType
            : vector is { Dims.Length: > 0 } ? new VectorDataViewType(itemType, vector.Dims)
            : new VectorDataViewType(itemType);
    }

    public static (Type Item, bool IsVector) CheckedItemTypeOf(MemberInfo member)
    {
        var attributes = member.GetCustomAttributes().ToArray();
        var registrations = attributes.OfType<DataViewTypeAttribute>().ToArray();
        Contracts.CheckParam(
            registrations.Length <= 1,
            "userType",
            $"Member {member.Name} cannot be marked with multiple attributes derived from {typeof(DataViewTypeAttribute)}.");
        registrations.SingleOrDefault()?.Register();

        var (item, isVector) = ItemTypeOf(TypeOf(member));
        Contracts.CheckParam(
            ColumnTypes.TryPrimitiveTypeFromType(item) != null
                || DataViewTypeManager.TryGetDataViewType(item, attributes) != null,
            "rawType",
            $"Could not determine an IDataView type and registered custom types for member {member.Name}");
        return (item, isVector);
    }

    private static RowMember Bind(Type userType, SchemaDefinition.Column column)
    {
        MemberInfo member = (MemberInfo?)userType.GetField(column.MemberName) ?? userType.GetProperty(column.MemberName)
            ?? throw Contracts.ExceptParam(
                null,
                "userSchemaDefinition",
                $"No field or property with name '{column.MemberName}' found in type '{userType.FullName}'");
        string name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        var (item, isVector) = CheckedItemTypeOf(member);
        var type = column.ColumnType ?? ColumnTypeOf(member);
        if (isVector != type is VectorDataViewType)
        {
            throw Contracts.ExceptParam(
                null,
                "userSchemaDefinition",
                $"Column '{name}' is supposed to be {(isVector ? "scalar" : "vector")}, but type of associated field " +
                $"'{column.MemberName}' is {(isVector ? "vector" : "scalar")}");
        }

        Contracts.CheckParam(
            type.GetItemType().RawType == item,
            "userSchemaDefinition",
            $"Column '{name}' is supposed to have item type {type.GetItemType().RawType}, but associated field has type {item}");
        return new(name, type, member, column.Annotations);
    }

    private static Type TypeOf(MemberInfo member)
        => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
}
