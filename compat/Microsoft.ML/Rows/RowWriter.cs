using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Fills row objects with the values of a view's rows, reusing the arrays that an object already holds.</summary>
internal sealed class RowWriter<TRow> where TRow : class
{
    private readonly (DataViewSchema.Column Column, RowMember Member)[] _bindings;

    public RowWriter(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition? definition)
    {
        if (definition == null)
        {
            foreach (var member in SchemaDefinition.MembersOf(typeof(TRow), SchemaDefinition.Direction.Write))
                RowMember.CheckCustomType(member, schema);
        }

        var members = RowMember.Bind(
            typeof(TRow), definition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Write));
        _bindings = [.. members
            .Select(member => (Column: schema.GetColumnOrNull(member.ColumnName), Member: member))
            .Where(pair => pair.Column != null || (ignoreMissingColumns
                ? false
                : throw Contracts.ExceptSchemaMismatch(null, "Schema", "", pair.Member.ColumnName)))
            .Select(pair => (pair.Column!.Value, pair.Member))];
        foreach (var (column, member) in _bindings)
            CheckCompatible(column, member);
    }

    public IEnumerable<DataViewSchema.Column> Columns => _bindings.Select(binding => binding.Column);

    /// <summary>The setters that copy the current values of a row.</summary>
    public Action<TRow> MakeFiller(DataViewRow input)
    {
        var setters = System.Array.ConvertAll(_bindings, binding => MakeSetter(input, binding.Column, binding.Member));
        return row =>
        {
            foreach (var setter in setters)
                setter(row);
        };
    }

    private static void CheckCompatible(DataViewSchema.Column column, RowMember member)
    {
        var (item, isVector) = RowMember.ItemTypeOf(member.MemberType);
        if (isVector == column.Type is VectorDataViewType && column.Type.GetItemType().RawType == item)
            return;
        throw Contracts.Except(
            null,
            $"Can't bind the IDataView column '{column.Name}' of type '{column.Type}' to field or property " +
            $"'{member.Member.Name}' of type '{member.MemberType.FullName}'.");
    }

    private static Action<TRow> MakeSetter(DataViewRow input, DataViewSchema.Column column, RowMember member)
    {
        var type = member.MemberType;
        if (type == typeof(string))
            return Text(input, column, member);
        if (type == typeof(string[]))
            return Texts(input, column, member);
        var item = RowMember.ItemTypeOf(type).Item;
        var template = type.IsArray ? Array<int>
            : column.Type is VectorDataViewType ? Vector<int>
            : (Func<DataViewRow, DataViewSchema.Column, RowMember, Action<TRow>>)Scalar<int>;
        return Generic.Bind(template, item)(input, column, member);
    }

    private static Action<TRow> Scalar<T>(DataViewRow input, DataViewSchema.Column column, RowMember member)
    {
        var getter = input.GetGetter<T>(column);
        var poke = MemberAccess.Poke<TRow, T>(member.Member);
        T value = default!;
        return row =>
        {
            getter(ref value);
            poke(row, value);
        };
    }

    private static Action<TRow> Text(DataViewRow input, DataViewSchema.Column column, RowMember member)
    {
        var getter = input.GetGetter<ReadOnlyMemory<char>>(column);
        var poke = MemberAccess.Poke<TRow, string>(member.Member);
        ReadOnlyMemory<char> value = default;
        return row =>
        {
            getter(ref value);
            poke(row, value.ToString());
        };
    }

    private static Action<TRow> Vector<T>(DataViewRow input, DataViewSchema.Column column, RowMember member)
    {
        var getter = input.GetGetter<VBuffer<T>>(column);
        var peek = MemberAccess.Peek<TRow, VBuffer<T>>(member.Member);
        var poke = MemberAccess.Poke<TRow, VBuffer<T>>(member.Member);
        VBuffer<T> value = default;
        return row =>
        {
            peek(row, ref value);
            getter(ref value);
            poke(row, value);
        };
    }

    private static Action<TRow> Array<T>(DataViewRow input, DataViewSchema.Column column, RowMember member)
    {
        var getter = input.GetGetter<VBuffer<T>>(column);
        var peek = MemberAccess.Peek<TRow, T[]?>(member.Member);
        var poke = MemberAccess.Poke<TRow, T[]?>(member.Member);
        VBuffer<T> value = default;
        T[]? array = null;
        return row =>
        {
            getter(ref value);
            peek(row, ref array);
            if ((array?.Length ?? 0) != value.Length)
                array = new T[value.Length];
            value.CopyTo(array);
            poke(row, array);
        };
    }

    private static Action<TRow> Texts(DataViewRow input, DataViewSchema.Column column, RowMember member)
    {
        var getter = input.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        var peek = MemberAccess.Peek<TRow, string[]?>(member.Member);
        var poke = MemberAccess.Poke<TRow, string[]?>(member.Member);
        VBuffer<ReadOnlyMemory<char>> value = default;
        string[]? array = null;
        return row =>
        {
            getter(ref value);
            peek(row, ref array);
            if ((array?.Length ?? 0) != value.Length)
                array = new string[value.Length];
            foreach (var (i, text) in value.Items(all: true))
                array![i] = text.ToString();
            poke(row, array);
        };
    }
}
