using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests;

public sealed class ModelTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Load_SavedChain_GivesSameColumnsAndSchema()
    {
        var view = _ml.Data.LoadFromEnumerable(
            [new Row { Text = "a", Values = [1, 2] }, new Row { Text = "b", Values = [3, 4] }]);
        var model = _ml.Transforms.CopyColumns("Copy", "Text").Append(_ml.Transforms.CopyColumns("Copied", "Copy")).Fit(view);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, view.Schema, stream);

        var loaded = _ml.Model.Load(stream, out var schema);

        Assert.Equal(["Text: String", "Values: Vector<Single, 2>"], schema.Select(column => column.ToString()));
        Assert.Equal(
            ["Text: String", "Values: Vector<Single, 2>", "Copy: String", "Copied: String"],
            loaded.GetOutputSchema(schema).Select(column => column.ToString()));
        var rows = _ml.Data.CreateEnumerable<CopiedRow>(loaded.Transform(view), reuseRowObject: false).ToArray();
        Assert.Equal(["a", "b"], rows.Select(row => row.Copied));
        Assert.Equal([3f, 4f], rows[1].Values);
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";

        [VectorType(2)]
        public float[] Values { get; set; } = [];
    }

    private sealed class CopiedRow
    {
        public string Copied { get; set; } = "";

        public float[] Values { get; set; } = [];
    }
}
