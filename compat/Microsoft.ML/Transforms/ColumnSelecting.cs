using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableModel<ColumnSelectingTransformer>("SelectColumnsTransform")]

namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(
        IHostEnvironment env, string[]? keepColumns, string[]? dropColumns, bool keepHidden = false, bool ignoreMissing = false)
        : base(
            env.Register(nameof(ColumnSelectingEstimator)),
            new ColumnSelectingTransformer(env, keepColumns, dropColumns, keepHidden, ignoreMissing))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        Transformer.CheckColumns(inputSchema.Select(column => column.Name), nameof(inputSchema));
        return new(inputSchema.Where(column => Transformer.Keeps(column.Name)));
    }
}

/// <summary>Keeps some columns, in the order they are named in, or drops some. Dropping takes hidden namesakes along.</summary>
public sealed class ColumnSelectingTransformer : ITransformer, ILoadableModel
{
    private static readonly VersionInfo Version = new("SELCOLST", 0x00010001, 0x00010001, 0x00010001, "SelectColumnsTransform");

    private readonly IHost _host;
    private readonly string[] _names;
    private readonly bool _keep;
    private readonly bool _keepHidden;
    private readonly bool _ignoreMissing;

    internal ColumnSelectingTransformer(
        IHostEnvironment env, string[]? keepColumns, string[]? dropColumns, bool keepHidden = false, bool ignoreMissing = false)
    {
        _host = env.Register(nameof(ColumnSelectingTransformer));
        bool keeps = keepColumns is { Length: > 0 };
        bool drops = dropColumns is { Length: > 0 };
        _host.Check(!(keeps && drops), "Both keepColumns and dropColumns are set. Exactly one can be specified.");
        _host.Check(keeps || drops, "Neither keepColumns and dropColumns is set. Exactly one must be specified.");
        _names = keeps ? keepColumns! : dropColumns!;
        _keep = keeps;
        _keepHidden = keepHidden;
        _ignoreMissing = ignoreMissing;
    }

    bool ITransformer.IsRowToRowMapper => true;

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        bool keep = ctx.Reader.ReadBoolByte();
        bool keepHidden = ctx.Reader.ReadBoolByte();
        bool ignoreMissing = ctx.Reader.ReadBoolByte();
        string[] names = [.. Enumerable.Range(0, ctx.Reader.ReadInt32()).Select(_ => ctx.LoadNonEmptyString())];
        return new ColumnSelectingTransformer(env, keep ? names : null, keep ? null : names, keepHidden, ignoreMissing);
    }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        CheckColumns(inputSchema.Select(column => column.Name), nameof(inputSchema));
        return SelectedDataView.MakeSchema(inputSchema, Select(inputSchema));
    }

    public IDataView Transform(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        CheckColumns(input.Schema.Select(column => column.Name), nameof(input));
        return new SelectedDataView(input, Select(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        CheckColumns(inputSchema.Select(column => column.Name), nameof(inputSchema));
        return new SelectedDataView(new EmptyDataView(_host, inputSchema), Select(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ctx.Writer.WriteBoolByte(_keep);
        ctx.Writer.WriteBoolByte(_keepHidden);
        ctx.Writer.WriteBoolByte(_ignoreMissing);
        ctx.Writer.Write(_names.Length);
        foreach (string name in _names)
            ctx.SaveNonEmptyString(name);
    }

    internal bool Keeps(string name) => _names.Contains(name) == _keep;

    internal void CheckColumns(IEnumerable<string> columns, string parameter)
    {
        string[] missing = [.. _names.Except(columns)];
        if (!_ignoreMissing && missing.Length > 0)
            throw _host.ExceptSchemaMismatch(parameter, "input", string.Join(",", missing));
    }

    private int[] Select(DataViewSchema schema)
        => _keep
            ? [.. _names.SelectMany(name => schema
                .Where(column => column.Name == name && (_keepHidden || !column.IsHidden))
                .Select(column => column.Index))]
            : [.. schema.Where(column => Keeps(column.Name)).Select(column => column.Index)];
}
