using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Feeds one column of the current row to one input of a model.</summary>
internal abstract class OnnxInput(string name) : IDisposable
{
    public string Name => name;

    /// <summary>Reads the row; the value is good until the next call.</summary>
    public abstract OrtValue Read();

    public abstract void Dispose();

    /// <param name="row">The row or cursor.</param>
    /// <param name="column">The column of the row.</param>
    /// <param name="shape">The shape of the tensor; zero for the dimension that the length of a row's vector decides.</param>
    public static OnnxInput Create(DataViewRow row, DataViewSchema.Column column, int[] shape)
    {
        var item = column.Type.GetItemType().RawType;
        var make = item == typeof(ReadOnlyMemory<char>)
            ? MakeText
            : Generic.Bind<DataViewRow, DataViewSchema.Column, int[], OnnxInput>(MakeNumbers<int>, item);
        return make(row, column, shape);
    }

    protected long[] TensorShape(int[] shape, int length)
    {
        // A dimension that is still open takes what the others leave.
        var known = shape.Where(dimension => dimension > 0).Aggregate(1, (product, dimension) => product * dimension);
        long[] result = [.. shape.Select(dimension => (long)(dimension > 0 ? dimension : length / known))];
        return result.Aggregate(1L, (product, dimension) => product * dimension) == length
            ? result
            : throw new ArgumentException(
                $"Length of memory ({length}) must match product of dimensions ({string.Join(" x ", shape)}) of input '{name}'.");
    }

    private static OnnxInput MakeNumbers<T>(DataViewRow row, DataViewSchema.Column column, int[] shape) where T : unmanaged
        => column.Type is VectorDataViewType
            ? new OnnxVectorInput<T>(column.Name, row.GetGetter<VBuffer<T>>(column), shape)
            : new OnnxScalarInput<T>(column.Name, row.GetGetter<T>(column));

    private static OnnxInput MakeText(DataViewRow row, DataViewSchema.Column column, int[] shape)
        => column.Type is VectorDataViewType
            ? new OnnxTextInput(column.Name, row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column), shape)
            : OnnxTextInput.OfScalar(column.Name, row.GetGetter<ReadOnlyMemory<char>>(column));
}
