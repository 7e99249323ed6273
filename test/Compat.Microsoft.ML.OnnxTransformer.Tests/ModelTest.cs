using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Microsoft.ML.OnnxTransformer.Tests;

/// <summary>A context, and a folder for models and for what the context leaves behind.</summary>
public abstract class ModelTest : IDisposable
{
    protected ModelTest() => Context = new MLContext(seed: 1) { TempFilePath = Folder };

    protected string Folder { get; } = Directory.CreateTempSubdirectory("onnx").FullName;

    protected MLContext Context { get; }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The values of a column, row by row.</summary>
    protected static TResult[] Read<TValue, TResult>(IDataView view, string column, Func<TValue, TResult> read)
    {
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var get = cursor.GetGetter<TValue>(view.Schema[column]);
        var results = new List<TResult>();
        TValue value = default!;
        while (cursor.MoveNext())
        {
            get(ref value);
            results.Add(read(value));
        }

        return [.. results];
    }

    protected static T[][] ReadVectors<T>(IDataView view, string column)
        => Read<VBuffer<T>, T[]>(view, column, vector => [.. vector.DenseValues()]);

    /// <summary>Rows with the vector x, of a size that is in the schema, or is not.</summary>
    protected IDataView Vectors<T>(int size, params T[][] rows)
    {
        var definition = SchemaDefinition.Create(typeof(Row<T>));
        definition["x"].ColumnType = new VectorDataViewType(((VectorDataViewType)definition["x"].ColumnType).ItemType, size);
        return Context.Data.LoadFromEnumerable(rows.Select(x => new Row<T> { x = x }), definition);
    }

    protected sealed class Row<T>
    {
        public T[] x = [];
    }
}
