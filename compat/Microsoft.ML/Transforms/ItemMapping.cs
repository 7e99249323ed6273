using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Getters that map a column's items one by one, keeping vectors sparse where a default maps to a default.</summary>
internal static class ItemMapping
{
    public static ValueGetter<TDst> Scalar<TSrc, TDst>(
        DataViewRow input, DataViewSchema.Column column, ValueMapper<TSrc, TDst> map)
    {
        var getter = input.GetGetter<TSrc>(column);
        TSrc source = default!;
        return (ref TDst dst) =>
        {
            getter(ref source);
            map(in source, ref dst);
        };
    }

    // defaultValue is what the items that a sparse vector leaves out map to.
    public static ValueGetter<VBuffer<TDst>> Vector<TSrc, TDst>(
        DataViewRow input, DataViewSchema.Column column, ValueMapper<TSrc, TDst> map, TDst defaultValue)
    {
        var getter = input.GetGetter<VBuffer<TSrc>>(column);
        bool keepsSparse = EqualityComparer<TDst>.Default.Equals(defaultValue, default);
        VBuffer<TSrc> source = default;
        return (ref VBuffer<TDst> dst) =>
        {
            getter(ref source);
            var values = source.GetValues();
            var indices = source.GetIndices();
            bool spread = !source.IsDense && !keepsSparse;
            var editor = VBufferEditor.Create(ref dst, source.Length, spread ? source.Length : values.Length);
            if (spread)
                editor.Values.Fill(defaultValue);
            for (int i = 0; i < values.Length; i++)
                map(in values[i], ref editor.Values[spread ? indices[i] : i]);
            if (!spread)
                indices.CopyTo(editor.Indices);
            dst = editor.Commit();
        };
    }

    /// <summary>The same getter, with a vector that is mostly default made sparse.</summary>
    public static ValueGetter<VBuffer<T>> Sparsified<T>(ValueGetter<VBuffer<T>> getter) where T : IEquatable<T>
    {
        VBuffer<T> mapped = default;
        List<KeyValuePair<int, T>> items = [];
        return (ref VBuffer<T> dst) =>
        {
            getter(ref mapped);
            items.Clear();
            items.AddRange(mapped.Items().Where(item => !item.Value.Equals(default)));
            bool dense = items.Count > 0 && items.Count >= mapped.Length / 2;
            var editor = VBufferEditor.Create(ref dst, mapped.Length, dense ? mapped.Length : items.Count);
            if (dense)
                editor.Values.Clear();
            for (int i = 0; i < items.Count; i++)
            {
                editor.Values[dense ? items[i].Key : i] = items[i].Value;
                if (!dense)
                    editor.Indices[i] = items[i].Key;
            }

            dst = editor.Commit();
        };
    }
}
