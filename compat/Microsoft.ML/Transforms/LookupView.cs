using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Pairs as a two-column view, the form in which value maps are kept and saved.</summary>
internal static class LookupView
{
    public const string Key = "Key";
    public const string Value = "Value";

    public static IDataView Make<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> pairs, bool valuesAreKeys)
    {
        TKey[] keys = [.. pairs.Select(pair => pair.Key)];
        TValue[] values = [.. pairs.Select(pair => pair.Value)];
        var view = AddScalars(new ArrayDataView(), Key, keys);
        return valuesAreKeys ? AddKeys(view, values) : AddScalars(view, Value, values);
    }

    public static IDataView Make<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue[]>> pairs)
    {
        var view = AddScalars(new ArrayDataView(), Key, [.. pairs.Select(pair => pair.Key)]);
        var type = new VectorDataViewType(TypeOf<TValue>());
        TValue[][] values = [.. pairs.Select(pair => pair.Value)];
        return values is string[][] texts
            ? view.Add(Value, type, Array.ConvertAll(texts, row => Vector(ToMemory(row))))
            : view.Add(Value, type, Array.ConvertAll(values, Vector));
    }

    private static VBuffer<T> Vector<T>(T[] values) => new(values.Length, values);

    private static ArrayDataView AddScalars<T>(ArrayDataView view, string name, T[] values)
        => values is string[] texts
            ? view.Add(name, TextDataViewType.Instance, ToMemory(texts))
            : view.Add(name, TypeOf<T>(), values);

    // Unsigned values are taken for the keys themselves; others are numbered as they come, and become the key values.
    private static ArrayDataView AddKeys<T>(ArrayDataView view, T[] values)
    {
        T[] distinct = [.. values.Distinct()];
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddKeyValues<ReadOnlyMemory<char>>(distinct.Length, TextDataViewType.Instance, (ref dst) =>
            dst = Vector(Array.ConvertAll(distinct, value => value!.ToString().AsMemory())));
        if (typeof(T) == typeof(uint) || typeof(T) == typeof(ulong))
            return view.Add(Value, new KeyDataViewType(typeof(T), distinct.Length), values, annotations.ToAnnotations());
        uint[] keys = Array.ConvertAll(values, value => (uint)Array.IndexOf(distinct, value) + 1);
        return view.Add(Value, new KeyDataViewType(typeof(uint), distinct.Length), keys, annotations.ToAnnotations());
    }

    private static ReadOnlyMemory<char>[] ToMemory(string[] texts) => Array.ConvertAll(texts, text => text.AsMemory());

    private static PrimitiveDataViewType TypeOf<T>()
        => ColumnTypes.TryPrimitiveTypeFromType(typeof(T))
            ?? throw new InvalidOperationException($"Unsupported type {typeof(T)} used in mapping.");
}
