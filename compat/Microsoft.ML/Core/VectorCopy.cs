namespace Microsoft.ML.Data;

internal delegate void Copier<T>(in T source, ref T destination);

/// <summary>Copies values between owners: vectors by content, everything else by value.</summary>
internal static class VectorCopy
{
    public static Copier<T> For<T>()
    {
        var (item, isVector) = RowMember.ItemTypeOf(typeof(T));
        return isVector && !typeof(T).IsArray
            ? (Copier<T>)Generic.Bind<Delegate>(MakeVectorCopier<int>, item)()
            : static (in source, ref destination) => destination = source;
    }

    private static Copier<VBuffer<T>> MakeVectorCopier<T>()
        => static (in source, ref destination) => source.CopyTo(ref destination);
}
