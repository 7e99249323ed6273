using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

public sealed partial class OnnxTransformer
{
    private sealed class Mapper : RowMapper
    {
        private readonly OnnxTransformer _parent;
        private readonly (int Column, int[] Shape)[] _inputs;

        public Mapper(OnnxTransformer parent, DataViewSchema inputSchema)
            : base(inputSchema)
        {
            _parent = parent;
            _inputs = Array.ConvertAll(parent.Inputs, BindInput);
        }

        // The model runs as a whole.
        public override IEnumerable<int> GetDependencies(int output) => _inputs.Select(input => input.Column);

        public override Delegate?[] CreateGetters(DataViewRow input, Func<int, bool> isActive, out Action? disposer)
        {
            int[] active = [.. Enumerable.Range(0, _parent.Outputs.Length).Where(isActive)];
            var getters = new Delegate?[_parent.Outputs.Length];
            disposer = null;
            if (active.Length == 0)
                return getters;

            var scorer = new OnnxRowScorer(
                _parent.Model,
                input,
                Array.ConvertAll(_inputs, bound => OnnxInput.Create(input, input.Schema[bound.Column], bound.Shape)),
                Array.ConvertAll(active, output => _parent.Outputs[output].Name));
            disposer = scorer.Dispose;
            foreach (var (place, output) in active.Index())
                getters[output] = OnnxOutput.MakeGetter(scorer, place, _parent.Outputs[output]);
            return getters;
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => Array.ConvertAll(_parent.Outputs, output =>
            {
                // Names that ML.NET's exporter made end in ".output".
                var name = output.Name.EndsWith(".output", StringComparison.Ordinal)
                    ? output.Name.Replace(".output", "", StringComparison.Ordinal)
                    : output.Name;
                return new DataViewSchema.DetachedColumn(name, output.Type, Annotations(name));
            });

        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            var getters = CreateGetters(input, other => other == output, out disposer);
            return getters[output]!;
        }

        private DataViewSchema.Annotations Annotations(string columnName)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            if (_parent.Model.Info.GetSlotNames(columnName) is { } names)
            {
                builder.AddSlotNames(
                    names.Length, (ref VBuffer<ReadOnlyMemory<char>> slots) => slots = new(names.Length, [.. names]));
            }

            return builder.ToAnnotations();
        }

        private (int Column, int[] Shape) BindInput(string name)
        {
            var variable = _parent.Model.Info.GetInput(name);
            var shape = variable.RowShape();
            if (!InputSchema.TryGetColumnIndex(name, out var column))
                throw _parent.Host.ExceptSchemaMismatch("inputSchema", "input", name);

            var type = InputSchema[column].Type;
            CheckItemType(name, variable.Type.GetItemType(), type);
            if (!shape.Contains(0) && type.GetValueCount() % shape.Aggregate((product, length) => product * length) != 0)
            {
                throw Contracts.Except(null,
                    $"Input shape mismatch: Input '{name}' has shape {string.Join(",", shape)}, " +
                    $"but input data is of length {type.GetValueCount()}.");
            }

            return (column, shape);
        }

        // A key goes where its raw type does.
        private void CheckItemType(string name, DataViewType expected, DataViewType actual)
        {
            var item = actual.GetItemType();
            if (item != expected && !(item is KeyDataViewType && item.RawType == expected.RawType))
                throw _parent.Host.ExceptSchemaMismatch("inputSchema", "input", name, $"{expected}", $"{actual}");
        }
    }
}
