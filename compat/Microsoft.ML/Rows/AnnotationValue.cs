using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Getters for annotation values given as ordinary objects: scalars, strings, arrays, vectors.</summary>
internal static class AnnotationValue
{
    public static Delegate MakeGetter<T>(T value, DataViewType type)
    {
        var (item, isVector) = RowMember.ItemTypeOf(typeof(T));
        if (isVector != type is VectorDataViewType)
        {
            throw Contracts.Except(
                null,
                $"Value inputted is supposed to be {Shape(isVector)}, but type of Annotationinfo is {Shape(!isVector)}");
        }

        Contracts.Check(
            item == type.GetItemType().RawType,
            $"Value inputted is supposed to have Type {item}, but type of Annotationinfo has {type.GetItemType().RawType}");

        return value switch
        {
            string text => Scalar(text.AsMemory()),
            string[] texts => Vector<ReadOnlyMemory<char>>(Array.ConvertAll(texts, text => text.AsMemory())),
            Array array => Generic.Bind<Array, Delegate>(Vector<int>, item)(array),
            _ when isVector => Generic.Bind<object, Delegate>(VBuffer<int>, item)(value!),
            _ => Scalar(value),
        };
    }

    private static string Shape(bool isVector) => isVector ? "vector" : "scalar";

    private static ValueGetter<T> Scalar<T>(T value) => (ref T dst) => dst = value;

    private static ValueGetter<VBuffer<T>> Vector<T>(Array values) => VBuffer<T>(new VBuffer<T>(values.Length, (T[])values));

    private static ValueGetter<VBuffer<T>> VBuffer<T>(object values)
    {
        var vector = (VBuffer<T>)values;
        return (ref VBuffer<T> dst) => vector.CopyTo(ref dst);
    }
}
