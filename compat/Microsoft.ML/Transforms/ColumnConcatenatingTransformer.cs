using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableModel<ColumnConcatenatingTransformer>("ConcatTransform")]

namespace Microsoft.ML.Data;

/// <summary>Columns of one item type, one after the other in a vector.</summary>
public sealed partial class ColumnConcatenatingTransformer : RowToRowTransformerBase, ILoadableModel
{
    private static readonly VersionInfo Version =
        new("CONCAT F", 0x00010003, 0x00010003, 0x00010003, "ConcatTransform", LoaderSignatureAlt: "ConcatFunction");

    private readonly ColumnOptions[] _columns;

    internal ColumnConcatenatingTransformer(IHostEnvironment env, params ColumnOptions[] columns)
        : base(env.Register(nameof(ColumnConcatenatingTransformer)))
        => _columns = columns;

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var columns = new ColumnOptions[ctx.Reader.ReadInt32()];
        for (int i = 0; i < columns.Length; i++)
        {
            string name = ctx.LoadNonEmptyString();
            var sources = new (string, string?)[ctx.Reader.ReadInt32()];
            for (int j = 0; j < sources.Length; j++)
                sources[j] = (ctx.LoadNonEmptyString(), ctx.LoadStringOrNull());
            columns[i] = new ColumnOptions(name, sources);
        }

        return new ColumnConcatenatingTransformer(env, columns);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(_columns.Length);
        foreach (var column in _columns)
        {
            ctx.SaveNonEmptyString(column.Name);
            ctx.Writer.Write(column.Sources.Length);
            foreach (var (name, alias) in column.Sources)
            {
                ctx.SaveNonEmptyString(name);
                ctx.SaveStringOrNull(alias);
            }
        }
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal sealed record ColumnOptions(string Name, (string Name, string? Alias)[] Sources);

    private sealed class Mapper : RowMapper
    {
        private readonly Concatenation[] _columns;

        public Mapper(ColumnConcatenatingTransformer parent, DataViewSchema schema)
            : base(schema)
            => _columns = Array.ConvertAll(parent._columns, options => new Concatenation(parent.Host, options, schema));

        public override IEnumerable<int> GetDependencies(int output) => _columns[output].Sources.Select(source => source.Index);

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => Array.ConvertAll(_columns, column => column.ToColumn());

        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            disposer = null;
            return _columns[output].MakeGetter(input);
        }
    }
}
