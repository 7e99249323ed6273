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
}
