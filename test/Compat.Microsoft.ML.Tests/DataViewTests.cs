using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests;

public sealed class DataViewTests
{
    [Fact]
    public void Equals_Types_CompareByMeaning()
    {
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), new KeyDataViewType(typeof(uint), 3));
        Assert.NotEqual(new KeyDataViewType(typeof(uint), 3), new KeyDataViewType(typeof(uint), 4));
        Assert.NotEqual<DataViewType>(new KeyDataViewType(typeof(uint), 3), NumberDataViewType.UInt32);
        var matrix = new VectorDataViewType(NumberDataViewType.Single, 2, 3);
        Assert.Equal(matrix, new VectorDataViewType(NumberDataViewType.Single, 2, 3));
        Assert.NotEqual(matrix, new VectorDataViewType(NumberDataViewType.Single, 6));
        Assert.Equal(6, matrix.Size);
        Assert.False(new VectorDataViewType(NumberDataViewType.Single).IsKnownSize);
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(int), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(byte), 256));
    }

    [Fact]
    public void ToSchema_SameNameTwice_HidesTheFirst()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Int32);
        builder.AddColumn("A", NumberDataViewType.Int64);
        var schema = builder.ToSchema();

        Assert.True(schema[0].IsHidden);
        Assert.Equal(1, schema["A"].Index);
        Assert.Null(schema.GetColumnOrNull("B"));
        Assert.Throws<ArgumentOutOfRangeException>(() => schema["B"]);
    }

    [Fact]
    public void GetValue_Annotations_ChecksKindAndType()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add("Kind", NumberDataViewType.Int32, (ref int value) => value = 3);
        builder.AddKeyValues(2, TextDataViewType.Instance, (ref VBuffer<ReadOnlyMemory<char>> value)
            => value = new(2, ["a".AsMemory(), "b".AsMemory()]));
        var annotations = builder.ToAnnotations();

        int kind = 0;
        annotations.GetValue("Kind", ref kind);
        Assert.Equal(3, kind);
        float wrong = 0;
        Assert.Throws<InvalidOperationException>(() => annotations.GetValue("Kind", ref wrong));
        Assert.Throws<InvalidOperationException>(() => annotations.GetValue("None", ref kind));
        Assert.Equal("Vector<String, 2>", annotations.Schema["KeyValues"].Type.ToString());
    }

    [Fact]
    public void VBuffer_Sparse_ReadsAsDense()
    {
        var sparse = new VBuffer<float>(5, 2, [1f, 2f], [1, 3]);
        Assert.Equal([0f, 1, 0, 2, 0], sparse.DenseValues());
        Assert.Equal((2f, 0f), (sparse.GetItemOrDefault(3), sparse.GetItemOrDefault(4)));
        Assert.Equal(
            [new KeyValuePair<int, float>(1, 1f), new KeyValuePair<int, float>(3, 2f)], sparse.Items());
        float[] copy = new float[5];
        sparse.CopyTo(copy);
        Assert.Equal([0f, 1, 0, 2, 0], copy);
        Assert.Throws<ArgumentOutOfRangeException>(() => new VBuffer<float>(5, [1f]));
    }

    [Fact]
    public void Create_Editor_ReusesTheBuffer()
    {
        float[] values = new float[4];
        var buffer = new VBuffer<float>(4, values);
        var editor = VBufferEditor.Create(ref buffer, 3);
        editor.Values[0] = 7;
        Assert.Equal(7f, values[0]);
        Assert.Equal(3, editor.Commit().Length);

        var sparse = VBufferEditor.Create(ref buffer, 9, 2);
        sparse.Indices[0] = 4;
        sparse.Indices[1] = 8;
        Assert.False(sparse.Commit().IsDense);
    }

    [Fact]
    public void DataViewRowId_Fork_GivesOtherIds()
    {
        var id = new DataViewRowId(1, 2);
        Assert.NotEqual(id, id.Fork());
        Assert.NotEqual(id.Next(), id.Fork());
        Assert.Equal(id.Fork(), new DataViewRowId(1, 2).Fork());
        Assert.True(id.Equals(new DataViewRowId(1, 2)));
    }
}
