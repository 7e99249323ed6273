using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed partial class ValueToKeyMappingTransformer
{
    private sealed class Mapper : OneToOneMapperBase
    {
        private readonly ValueToKeyMappingTransformer _parent;

        public Mapper(ValueToKeyMappingTransformer parent, DataViewSchema schema)
            : base(parent, schema)
        {
            _parent = parent;
            foreach (var (i, map) in parent._maps.Index())
            {
                var type = Input(i).Type.GetItemType();
                parent.Host.Check(
                    type.Equals(map.ItemType),
                    $"Could not apply a map over type '{map.ItemType}' to column " +
                    $"'{parent.ColumnPairs[i].outputColumnName}' since it has type '{type}'");
            }
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. _parent._maps.Select((map, i) =>
            {
                var input = Input(i);
                var annotations = new DataViewSchema.Annotations.Builder();
                map.AddKeyValues(annotations, input, _parent._textKeyValues[i]);
                annotations.Add(input.Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
                DataViewType type = input.Type is VectorDataViewType vector
                    ? new VectorDataViewType(map.KeyType, vector.Dimensions)
                    : map.KeyType;
                return new DataViewSchema.DetachedColumn(
                    _parent.ColumnPairs[i].outputColumnName, type, annotations.ToAnnotations());
            })];

        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            disposer = null;
            return _parent._maps[output].MakeGetter(input, Input(output));
        }
    }
}
