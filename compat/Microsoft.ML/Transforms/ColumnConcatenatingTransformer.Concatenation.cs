using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class ColumnConcatenatingTransformer
{
    /// <summary>One output column, bound to its sources. A single vector passes through as it is.</summary>
    private sealed class Concatenation
    {
        private readonly ColumnOptions _options;
        private readonly VectorDataViewType _type;

        public Concatenation(IHost host, ColumnOptions options, DataViewSchema inputSchema)
        {
            _options = options;
            Sources = Array.ConvertAll(options.Sources, source => inputSchema.GetColumnOrNull(source.Name)
                ?? throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name));
            var itemType = Sources[0].Type.GetItemType();
            foreach (var source in Sources.Where(source => !source.Type.GetItemType().Equals(itemType)))
            {
                throw host.ExceptSchemaMismatch(
                    nameof(inputSchema), "input", source.Name, itemType.ToString()!, source.Type.ToString()!);
            }

            // One source of unknown size makes the size of the whole unknown.
            int[] sizes = Array.ConvertAll(Sources, source => source.Type.GetValueCount());
            _type = new VectorDataViewType((PrimitiveDataViewType)itemType, sizes.Contains(0) ? 0 : sizes.Sum());
        }

        public DataViewSchema.Column[] Sources { get; }

        private bool IsIdentity => Sources is [{ Type: VectorDataViewType }];

        public DataViewSchema.DetachedColumn ToColumn()
        {
            if (IsIdentity)
                return new(_options.Name, Sources[0].Type, Sources[0].Annotations);
            var annotations = new DataViewSchema.Annotations.Builder();
            if (_type.ItemType is NumberDataViewType && Sources.All(source => source.IsNormalized()))
                annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
            if (_type.IsKnownSize && Sources.Any(source => source.Type is not VectorDataViewType || source.HasSlotNames()))
                annotations.AddSlotNames(_type.Size, GetSlotNames);
            return new(_options.Name, _type, annotations.ToAnnotations());
        }

        public Delegate MakeGetter(DataViewRow input)
            => IsIdentity
                ? RowCursorUtils.GetGetterAsDelegate(input, Sources[0])
                : Generic.Bind<DataViewRow, Delegate>(MakeGetter<int>, _type.ItemType.RawType)(input);

        private ValueGetter<VBuffer<T>> MakeGetter<T>(DataViewRow input)
        {
            var getters = Array.ConvertAll(Sources, source => source.Type is VectorDataViewType
                ? input.GetGetter<VBuffer<T>>(source)
                : Single(input.GetGetter<T>(source)));
            var parts = new VBuffer<T>[getters.Length];
            return (ref VBuffer<T> dst) =>
            {
                int length = 0;
                int count = 0;
                for (int i = 0; i < parts.Length; i++)
                {
                    getters[i](ref parts[i]);
                    length = checked(length + parts[i].Length);
                    count += parts[i].GetValues().Length;
                }

                Join(parts, length, count, ref dst);
            };
        }

        private static ValueGetter<VBuffer<T>> Single<T>(ValueGetter<T> getter)
            => (ref VBuffer<T> dst) =>
            {
                var editor = VBufferEditor.Create(ref dst, 1);
                getter(ref editor.Values[0]);
                dst = editor.Commit();
            };

        // Stays sparse only if no more than half of the items are stored.
        private static void Join<T>(VBuffer<T>[] parts, int length, int count, ref VBuffer<T> dst)
        {
            bool dense = count > length / 2;
            var editor = VBufferEditor.Create(ref dst, length, dense ? length : count);
            int offset = 0;
            int stored = 0;
            foreach (ref readonly var part in parts.AsSpan())
            {
                if (dense)
                {
                    part.CopyTo(editor.Values, offset);
                }
                else
                {
                    var values = part.GetValues();
                    var indices = part.GetIndices();
                    for (int i = 0; i < values.Length; i++, stored++)
                    {
                        editor.Values[stored] = values[i];
                        editor.Indices[stored] = offset + (part.IsDense ? i : indices[i]);
                    }
                }

                offset += part.Length;
            }

            dst = editor.Commit();
        }

        // A scalar gives its column's name, a named slot "column.slot".
        private void GetSlotNames(ref VBuffer<ReadOnlyMemory<char>> dst)
        {
            var names = new ReadOnlyMemory<char>[_type.Size];
            VBuffer<ReadOnlyMemory<char>> slots = default;
            int offset = 0;
            foreach (var (source, (_, alias)) in Sources.Zip(_options.Sources))
            {
                string prefix = alias == source.Name ? "" : $"{alias ?? source.Name}.";
                if (source.Type is not VectorDataViewType)
                    names[offset] = (alias ?? source.Name).AsMemory();
                if (source.HasSlotNames())
                {
                    source.GetSlotNames(ref slots);
                    foreach (var (slot, name) in slots.Items().Where(item => !item.Value.IsEmpty))
                        names[offset + slot] = $"{prefix}{name}".AsMemory();
                }

                offset += source.Type.GetValueCount();
            }

            dst = new(names.Length, names);
        }
    }
}
