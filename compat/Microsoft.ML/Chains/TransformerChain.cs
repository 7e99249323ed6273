using System.Collections;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableModel<TransformerChain<ITransformer>>("TransformerChain")]

namespace Microsoft.ML.Data;

/// <summary>Transformers one after the other. It owns them: disposing it disposes them.</summary>
public sealed class TransformerChain<TLastTransformer>
    : ITransformer, IEnumerable<ITransformer>, ITransformerChain, IDisposable, ILoadableModel
    where TLastTransformer : class, ITransformer
{
    public readonly TLastTransformer LastTransformer;

    private static readonly VersionInfo Version = new("XF CHAIN", 0x00010001, 0x00010001, 0x00010001, "TransformerChain");

    private readonly ITransformer[] _transformers;
    private readonly TransformerScope[] _scopes;
    private bool _disposed;

    public TransformerChain(IEnumerable<ITransformer> transformers, IEnumerable<TransformerScope> scopes)
    {
        _transformers = transformers?.ToArray() ?? [];
        _scopes = scopes?.ToArray() ?? [];
        Contracts.Check(_transformers is [] or [.., TLastTransformer]);
        Contracts.Check(_transformers.Length == _scopes.Length);
        LastTransformer = (_transformers.LastOrDefault() as TLastTransformer)!;
    }

    public TransformerChain(params ITransformer[] transformers)
        : this(transformers, transformers?.Select(_ => TransformerScope.Everything)!)
    {
    }

    bool ITransformer.IsRowToRowMapper => _transformers.All(t => t.IsRowToRowMapper);

    IReadOnlyList<ITransformer> ITransformerChain.Transformers => _transformers;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
        => GetOutputSchema(inputSchema, TransformerScope.Scoring);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema, TransformerScope scope)
    {
        Contracts.CheckValue(inputSchema);
        return GetModelFor(scope).Aggregate(inputSchema, (schema, transformer) => transformer.GetOutputSchema(schema));
    }

    public IDataView Transform(IDataView input) => Transform(input, TransformerScope.Scoring);

    public IDataView Transform(IDataView input, TransformerScope scope)
    {
        Contracts.CheckValue(input);
        var chain = GetModelFor(scope);
        chain.GetOutputSchema(input.Schema); // faults of the schema show before any step runs
        return chain.Aggregate(input, (view, transformer) => transformer.Transform(view));
    }

    public TransformerChain<ITransformer> GetModelFor(TransformerScope scopeFilter)
    {
        var kept = _transformers.Zip(_scopes).Where(step => (step.Second & scopeFilter) != TransformerScope.None).ToArray();
        return new(kept.Select(step => step.First), kept.Select(step => step.Second));
    }

    public TransformerChain<TNewLast> Append<TNewLast>(
        TNewLast transformer, TransformerScope scope = TransformerScope.Everything)
        where TNewLast : class, ITransformer
    {
        Contracts.CheckValue(transformer);
        return new([.. _transformers, transformer], [.. _scopes, scope]);
    }

    public IEnumerator<ITransformer> GetEnumerator() => ((IEnumerable<ITransformer>)_transformers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        if (_disposed)
            return;
        foreach (var transformer in _transformers)
            (transformer as IDisposable)?.Dispose();
        _disposed = true;
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(_transformers.Length);
        for (int i = 0; i < _transformers.Length; i++)
        {
            ctx.Writer.Write((int)_scopes[i]);
            ctx.SaveModel(_transformers[i], Folder(i));
        }
    }

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var transformers = new ITransformer[ctx.Reader.ReadInt32()];
        var scopes = new TransformerScope[transformers.Length];
        for (int i = 0; i < transformers.Length; i++)
        {
            scopes[i] = (TransformerScope)ctx.Reader.ReadInt32();
            transformers[i] = ctx.LoadModel<ITransformer>(env, Folder(i));
        }

        return new TransformerChain<TLastTransformer>(transformers, scopes);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema);
        Contracts.Check(
            ((ITransformer)this).IsRowToRowMapper, "GetRowToRowMapper method called despite IsRowToRowMapper being false.");
        var mappers = new IRowToRowMapper[_transformers.Length];
        var schema = inputSchema;
        for (int i = 0; i < mappers.Length; i++)
        {
            mappers[i] = _transformers[i].GetRowToRowMapper(schema);
            schema = mappers[i].OutputSchema;
        }

        return new CompositeRowToRowMapper(inputSchema, mappers);
    }

    private static string Folder(int index) => $"Transform_{index:000}";
}

/// <summary>A chain seen without its last transformer's type.</summary>
internal interface ITransformerChain
{
    IReadOnlyList<ITransformer> Transformers { get; }

    IDataView Transform(IDataView input, TransformerScope scope);
}
