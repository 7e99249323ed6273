using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The row object that a set of getters reads at the moment.</summary>
internal sealed class CurrentRow<TRow> where TRow : class
{
    public TRow? Value { get; set; }

    public long Position { get; set; } = -1;

    public TRow Require() => Value ?? throw Contracts.Except(null, RowCursorUtils.FetchValueStateError);
}

/// <summary>Getters that read columns out of row objects.</summary>
internal static class RowReader<TRow> where TRow : class
{
    public static Delegate MakeGetter(RowMember column, CurrentRow<TRow> current)
    {
        var (item, isVector) = RowMember.ItemTypeOf(column.MemberType);
        if (column.MemberType == typeof(string[]))
            return TextVector(column, current);
        if (column.MemberType == typeof(string))
            return Text(column, current);
        if (column.MemberType.IsArray)
            return Bind(Array<int>);
        if (isVector)
            return Bind(Vector<int>);
        return column.ColumnType is KeyDataViewType ? Bind(Key<int>) : Bind(Scalar<int>);

        Delegate Bind(Func<RowMember, CurrentRow<TRow>, Delegate> template) => Generic.Bind(template, item)(column, current);
    }

    private static ValueGetter<T> Scalar<T>(RowMember column, CurrentRow<TRow> current)
    {
        var peek = MemberAccess.Peek<TRow, T>(column.Member);
        return (ref T dst) => peek(current.Require(), ref dst);
    }

    // Stored keys are 1-based, keys in row objects 0-based; only these raw types are converted, as in official.
    private static ValueGetter<T> Key<T>(RowMember column, CurrentRow<TRow> current)
    {
        Contracts.Check(typeof(T) == typeof(ulong) || typeof(T) == typeof(uint) || typeof(T) == typeof(byte));
        var peek = MemberAccess.Peek<TRow, T>(column.Member);
        ulong count = column.ColumnType.GetKeyCount();
        T raw = default!;
        return (ref T dst) =>
        {
            peek(current.Require(), ref raw);
            ulong key = Convert.ToUInt64(raw);
            dst = (T)Convert.ChangeType(key < count ? key + 1 : 0, typeof(T));
        };
    }

    private static ValueGetter<ReadOnlyMemory<char>> Text(RowMember column, CurrentRow<TRow> current)
    {
        var peek = MemberAccess.Peek<TRow, string?>(column.Member);
        string? text = null;
        return (ref ReadOnlyMemory<char> dst) =>
        {
            peek(current.Require(), ref text);
            dst = text.AsMemory();
        };
    }

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> TextVector(RowMember column, CurrentRow<TRow> current)
    {
        var peek = MemberAccess.Peek<TRow, string?[]?>(column.Member);
        string?[]? texts = null;
        return (ref VBuffer<ReadOnlyMemory<char>> dst) =>
        {
            peek(current.Require(), ref texts);
            var editor = VBufferEditor.Create(ref dst, texts?.Length ?? 0);
            for (int i = 0; i < editor.Values.Length; i++)
                editor.Values[i] = texts![i].AsMemory();
            dst = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<T>> Array<T>(RowMember column, CurrentRow<TRow> current)
    {
        var peek = MemberAccess.Peek<TRow, T[]?>(column.Member);
        T[]? values = null;
        return (ref VBuffer<T> dst) =>
        {
            peek(current.Require(), ref values);
            var editor = VBufferEditor.Create(ref dst, values?.Length ?? 0);
            values.AsSpan().CopyTo(editor.Values);
            dst = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<T>> Vector<T>(RowMember column, CurrentRow<TRow> current)
    {
        var peek = MemberAccess.Peek<TRow, VBuffer<T>>(column.Member);
        VBuffer<T> values = default;
        return (ref VBuffer<T> dst) =>
        {
            peek(current.Require(), ref values);
            values.CopyTo(ref dst);
        };
    }
}
