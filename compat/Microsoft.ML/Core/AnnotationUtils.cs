namespace Microsoft.ML.Data;

/// <summary>The kinds of annotation that components agree on, and the shapes that declare them.</summary>
internal static class AnnotationUtils
{
    public static class Kinds
    {
        public const string SlotNames = "SlotNames";
        public const string KeyValues = "KeyValues";
        public const string ScoreColumnSetId = "ScoreColumnSetId";
        public const string ScoreColumnKind = "ScoreColumnKind";
        public const string ScoreValueKind = "ScoreValueKind";
        public const string IsNormalized = "IsNormalized";
        public const string IsUserVisible = "IsUserVisible";
        public const string TrainingLabelValues = "TrainingLabelValues";
        public const string CategoricalSlotRanges = "CategoricalSlotRanges";
    }

    public static VectorDataViewType GetNamesType(int size) => new(TextDataViewType.Instance, size);

    public static void AddSlotNames(
        this DataViewSchema.Annotations.Builder builder, int size, ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter)
        => builder.Add(Kinds.SlotNames, GetNamesType(size), getter);

    public static void AddKeyValues<TValue>(
        this DataViewSchema.Annotations.Builder builder,
        int size,
        PrimitiveDataViewType valueType,
        ValueGetter<VBuffer<TValue>> getter)
        => builder.Add(Kinds.KeyValues, new VectorDataViewType(valueType, size), getter);

    public static bool HasSlotNames(this DataViewSchema.Column column, int vectorSize)
        => vectorSize > 0
            && column.Annotations.Schema.GetColumnOrNull(Kinds.SlotNames)?.Type is VectorDataViewType names
            && names.Size == vectorSize
            && names.ItemType is TextDataViewType;

    public static bool IsNormalized(this SchemaShape.Column column)
        => column.Annotations.TryFindColumn(Kinds.IsNormalized, out var kind)
            && kind is { Kind: SchemaShape.Column.VectorKind.Scalar, IsKey: false, ItemType: BooleanDataViewType };

    public static bool HasSlotNames(this SchemaShape.Column column)
        => column.Kind == SchemaShape.Column.VectorKind.Vector
            && column.Annotations.TryFindColumn(Kinds.SlotNames, out var kind)
            && kind is { Kind: SchemaShape.Column.VectorKind.Vector, IsKey: false, ItemType: TextDataViewType };

    public static bool HasKeyValues(this SchemaShape.Column column)
        => column.Annotations.TryFindColumn(Kinds.KeyValues, out var kind)
            && kind.Kind == SchemaShape.Column.VectorKind.Vector
            && kind.ItemType is TextDataViewType;

    public static DataViewSchema MakeSchema(IEnumerable<DataViewSchema.DetachedColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(columns);
        return builder.ToSchema();
    }

    /// <summary>Annotations of these kinds, carried over from another column.</summary>
    public static DataViewSchema.Annotations Only(this DataViewSchema.Annotations annotations, Func<string, bool> selector)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(annotations, selector);
        return builder.ToAnnotations();
    }

    public static bool TryGetColumnIndex(this DataViewSchema schema, string name, out int index)
    {
        index = schema.GetColumnOrNull(name)?.Index ?? -1;
        return index >= 0;
    }
}
