using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using Microsoft.ML.Data.IO;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

internal sealed class TermMap<T>(PrimitiveDataViewType itemType) : TermMap(itemType)
    where T : notnull
{
    private readonly List<T> _terms = [];
    private readonly Dictionary<T, int> _indices = new(ValueEquality.For<T>());
    private readonly Func<T, bool> _isMissing = MissingOf(itemType);

    public override int Count => _terms.Count;

    public IReadOnlyList<T> Terms => _terms;

    public bool TryAdd(T value)
    {
        if (_isMissing(value) || !_indices.TryAdd(value, _terms.Count))
            return false;
        _terms.Add(value);
        return true;
    }

    public override Func<bool> MakeTrainer(DataViewRow row, DataViewSchema.Column column, int maximum)
        => column.Type is VectorDataViewType ? MakeVectorTrainer(row, column, maximum) : MakeScalarTrainer(row, column, maximum);

    public override void Sort()
    {
        _terms.Sort(typeof(T) == typeof(ReadOnlyMemory<char>) ? CompareTexts : Comparer<T>.Default.Compare);
        for (int i = 0; i < _terms.Count; i++)
            _indices[_terms[i]] = i;

        static int CompareTexts(T left, T right)
            => ((ReadOnlyMemory<char>)(object)left).Span.SequenceCompareTo(((ReadOnlyMemory<char>)(object)right).Span);
    }

    public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
            return ItemMapping.Scalar<T, uint>(row, column, Map);
        uint defaultKey = 0;
        Map(default(T)!, ref defaultKey);
        return ItemMapping.Sparsified(ItemMapping.Vector<T, uint>(row, column, Map, defaultKey));
    }

    public override void AddKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText)
    {
        if (Count == 0 || AddSourceKeyValues(builder, source, asText))
            return;
        if (asText && ItemType is not TextDataViewType)
        {
            builder.AddKeyValues<ReadOnlyMemory<char>>(Count, TextDataViewType.Instance, (ref dst) =>
                dst = new(Count, [.. _terms.Select(term => Conversions.ToText(ItemType, term).AsMemory())]));
        }
        else
        {
            builder.AddKeyValues<T>(Count, ItemType, (ref dst) => dst = new(Count, [.. _terms]));
        }
    }

    public override void WriteText(TextWriter writer)
    {
        writer.WriteLine(
            ItemType is TextDataViewType
                ? $"# Number of terms = {Count}"
                : $"# Number of terms of type '{ItemType}' = {Count}");
        foreach (var (index, term) in _terms.Index())
            writer.WriteLine($"{index}\t{Conversions.ToText(ItemType, term)}");
    }

    protected override void LoadTerms(BinaryReader reader, Codec codec)
    {
        int count = reader.ReadInt32();
        Contracts.CheckDecode(count >= 0);
        foreach (var term in ((Codec<T>)codec).Read(reader, count))
            Contracts.CheckDecode(TryAdd(term), "Duplicate items");
    }

    protected override void SaveTerms(BinaryWriter writer, Codec codec)
        => ((Codec<T>)codec).Write(writer, CollectionsMarshal.AsSpan(_terms));

    // Missing keys are 0, missing texts empty, missing numbers NaN; nothing else is ever missing.
    private static Func<T, bool> MissingOf(PrimitiveDataViewType itemType)
        => itemType is KeyDataViewType ? static value => value.Equals(default(T))
            : static value => value is ReadOnlyMemory<char> { IsEmpty: true } or float.NaN or double.NaN;

    private void Map(in T value, ref uint key) => key = _indices.TryGetValue(value, out int index) ? (uint)index + 1 : 0;

    private Func<bool> MakeScalarTrainer(DataViewRow row, DataViewSchema.Column column, int maximum)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            TryAdd(value);
            return Count < maximum;
        };
    }

    // What a sparse vector leaves out counts as a value at the place of the first gap.
    private Func<bool> MakeVectorTrainer(DataViewRow row, DataViewSchema.Column column, int maximum)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> vector = default;
        return () =>
        {
            getter(ref vector);
            foreach (var value in vector.DenseValues())
            {
                TryAdd(value);
                if (Count >= maximum)
                    return false;
            }

            return true;
        };
    }

    // A map over keys shows the values behind its keys, if the source column has them.
    private bool AddSourceKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText)
    {
        if (ItemType is not KeyDataViewType key
            || source.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type is not VectorDataViewType values
            || (ulong)values.Size != key.Count
            || Conversions.Find<T, uint>(key, new KeyDataViewType(typeof(uint), key.Count)) is not { } toIndex)
        {
            return false;
        }

        int[] picks = [.. _terms.Select(term =>
        {
            uint index = 0;
            toIndex(in term, ref index);
            return (int)index - 1;
        })];
        return Generic.Bind<DataViewSchema.Annotations.Builder, DataViewSchema.Column, (int[], bool), bool>(
            AddPicked<int>, values.ItemType.RawType)(builder, source, (picks, asText));
    }

    private static bool AddPicked<TValue>(
        DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, (int[] Indices, bool AsText) picks)
    {
        var type = (PrimitiveDataViewType)source.Annotations.Schema[AnnotationUtils.Kinds.KeyValues].Type.GetItemType();
        if (picks.AsText && type is not TextDataViewType)
        {
            builder.AddKeyValues<ReadOnlyMemory<char>>(picks.Indices.Length, TextDataViewType.Instance, (ref dst) =>
                dst = new(picks.Indices.Length, Array.ConvertAll(Pick(), value => Conversions.ToText(type, value).AsMemory())));
        }
        else
        {
            builder.AddKeyValues<TValue>(picks.Indices.Length, type, (ref dst) => dst = new(picks.Indices.Length, Pick()));
        }

        return true;

        TValue[] Pick()
        {
            VBuffer<TValue> all = default;
            source.GetKeyValues(ref all);
            return Array.ConvertAll(picks.Indices, index => all.GetItemOrDefault(index));
        }
    }
}
