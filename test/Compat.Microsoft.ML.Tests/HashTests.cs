using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Compat.Tests;

/// <summary>Ten-bit hashes with the default seed, as ML.NET gives them.</summary>
public sealed class HashTests
{
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData(0, 842, 358, 20, 429, 333)]
    [InlineData(1, 502, 537, 746, 847, 711)]
    [InlineData(2, 407, 801, 652, 727, 462)]
    public void Hash_SmallIntegers_AreKnownValues(
        int value, uint expected, uint ordered, uint ordered3, uint combined, uint combinedSparse)
    {
        CheckHashes((byte)value, NumberDataViewType.Byte, expected, ordered, ordered3, combined, combinedSparse);
        CheckHashes((short)value, NumberDataViewType.Int16, expected, ordered, ordered3, combined, combinedSparse);
        CheckHashes(value, NumberDataViewType.Int32, expected, ordered, ordered3, combined, combinedSparse);
        CheckHashes((uint)value, NumberDataViewType.UInt32, expected, ordered, ordered3, combined, combinedSparse);
    }

    [Theory]
    [InlineData(0, 512, 851, 795, 333, 113)]
    [InlineData(1, 329, 190, 574, 880, 471)]
    [InlineData(2, 484, 713, 128, 95, 9)]
    public void Hash_LongIntegers_AreKnownValues(
        long value, uint expected, uint ordered, uint ordered3, uint combined, uint combinedSparse)
    {
        CheckHashes(value, NumberDataViewType.Int64, expected, ordered, ordered3, combined, combinedSparse);
        CheckHashes((ulong)value, NumberDataViewType.UInt64, expected, ordered, ordered3, combined, combinedSparse);
    }

    [Fact]
    public void Hash_Keys_MissingIsZero()
    {
        CheckHashes(0u, new KeyDataViewType(typeof(uint), 5), 0, 0, 0, 0, 0);
        CheckHashes(2u, new KeyDataViewType(typeof(uint), 5), 407, 801, 652, 727, 0);
        CheckHashes((byte)1, new KeyDataViewType(typeof(byte), 5), 502, 537, 746, 847, 0);
        CheckHashes(1ul, new KeyDataViewType(typeof(ulong), 5), 329, 190, 574, 880, 0);
    }

    [Fact]
    public void Hash_Texts_AreKnownValues()
    {
        CheckHashes("".AsMemory(), TextDataViewType.Instance, 0, 0, 0, 0, 0);
        CheckHashes("hello".AsMemory(), TextDataViewType.Instance, 940, 951, 857, 770, 0);
        CheckHashes("  hello ".AsMemory(), TextDataViewType.Instance, 940, 951, 857, 770, 0);
    }

    [Fact]
    public void Hash_FloatingPointNumbers_AreKnownValues()
    {
        CheckHashes(1f, NumberDataViewType.Single, 463, 855, 732, 56, 557);
        CheckHashes(-1f, NumberDataViewType.Single, 252, 612, 780, 116, 515);
        CheckHashes(0f, NumberDataViewType.Single, 842, 358, 20, 429, 333);
        CheckHashes(-0f, NumberDataViewType.Single, 842, 358, 20, 429, 333);
        CheckHashes(float.NaN, NumberDataViewType.Single, 0, 0, 0, 0, 0);
        CheckHashes(1d, NumberDataViewType.Double, 188, 57, 690, 655, 896);
        CheckHashes(-1d, NumberDataViewType.Double, 885, 804, 22, 461, 309);
        CheckHashes(double.NaN, NumberDataViewType.Double, 0, 0, 0, 0, 0);
    }

    [Fact]
    public void Hash_OtherTypes_AreKnownValues()
    {
        CheckHashes(false, BooleanDataViewType.Instance, 842, 358, 20, 429, 333);
        CheckHashes(true, BooleanDataViewType.Instance, 502, 537, 746, 847, 711);
        CheckHashes(new DataViewRowId(0, 0), RowIdDataViewType.Instance, 362, 161, 115, 429, 333);
        CheckHashes(new DataViewRowId(1294, 0), RowIdDataViewType.Instance, 712, 920, 291, 859, 353);
    }

    [Fact]
    public void Hash_LengthOneVectorCombined_EqualsScalarOfInt32()
    {
        var view = new ArrayDataView().Add(
            "V", new VectorDataViewType(NumberDataViewType.Int64, 1, 1), [Vector(3L), Vector(4L)]);
        var hashed = Hash(view, new HashingEstimator.ColumnOptions("H", "V", combine: true));

        Assert.IsType<KeyDataViewType>(hashed.Schema["H"].Type);
        Assert.Equal(2, hashed.GetColumn<uint>("H").Distinct().Count());
    }

    [Fact]
    public void Hash_WithInverts_HasKeyValues()
    {
        var view = new ArrayDataView().Add("T", TextDataViewType.Instance, ["a".AsMemory(), "b".AsMemory(), "a".AsMemory()]);
        var hashed = _ml.Transforms.Conversion.Hash("H", "T", numberOfBits: 8, maximumNumberOfInverts: -1)
            .Fit(view)
            .Transform(view);

        VBuffer<ReadOnlyMemory<char>> names = default;
        hashed.Schema["H"].GetKeyValues(ref names);
        uint[] keys = [.. hashed.GetColumn<uint>("H")];
        Assert.Equal(256, names.Length);
        Assert.Equal("b", names.GetItemOrDefault((int)keys[1] - 1).ToString());
    }

    [Fact]
    public void Hash_CombineWithOrdered_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Conversion.Hash(
            new HashingEstimator.ColumnOptions("H", useOrderedHashing: true, combine: true)));

    private static VBuffer<T> Vector<T>(params T[] values) => new(values.Length, values);

    private void CheckHashes<T>(
        T value, PrimitiveDataViewType type, uint expected, uint ordered, uint ordered3, uint combined, uint combinedSparse)
    {
        var dense = new VBuffer<T>(5, [value, value, value, value, value]);
        var sparse = new VBuffer<T>(10, 3, [value, value, value], [0, 3, 7]);
        var view = new ArrayDataView()
            .Add("Scalar", type, [value])
            .Add("Dense", new VectorDataViewType(type, 5), [dense])
            .Add("Sparse", new VectorDataViewType(type, 10), [sparse]);

        Assert.Equal(expected, One<uint>(view, Options("Scalar")));
        Assert.Equal(ordered, One<uint>(view, Options("Scalar", ordered: true)));
        Assert.All(One<VBuffer<uint>>(view, Options("Dense")).DenseValues(), hash => Assert.Equal(expected, hash));
        Assert.Equal(ordered, One<VBuffer<uint>>(view, Options("Dense", ordered: true)).GetItemOrDefault(0));
        Assert.Equal(ordered3, One<VBuffer<uint>>(view, Options("Dense", ordered: true)).GetItemOrDefault(3));
        Assert.Equal(combined, One<uint>(view, Options("Dense", combine: true)));
        Assert.Equal(expected, One<VBuffer<uint>>(view, Options("Sparse")).GetItemOrDefault(7));
        Assert.Equal(ordered3, One<VBuffer<uint>>(view, Options("Sparse", ordered: true)).GetItemOrDefault(3));
        Assert.Equal(combinedSparse, One<uint>(view, Options("Sparse", combine: true)));
    }

    private static HashingEstimator.ColumnOptions Options(string source, bool ordered = false, bool combine = false)
        => new("H", source, numberOfBits: 10, useOrderedHashing: ordered, combine: combine);

    private T One<T>(IDataView view, HashingEstimator.ColumnOptions options) => Hash(view, options).GetColumn<T>("H").Single();

    private IDataView Hash(IDataView view, HashingEstimator.ColumnOptions options)
        => _ml.Transforms.Conversion.Hash(options).Fit(view).Transform(view);
}
