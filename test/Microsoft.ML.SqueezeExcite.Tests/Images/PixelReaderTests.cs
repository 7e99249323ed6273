namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class PixelReaderTests : IDisposable
{
    private static readonly FeatureShape Shape = new(3, TinyImages.Side, TinyImages.Side);

    private readonly MLContext _ml = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WhateverHoldsTheImage_GivesTheSamePixels()
    {
        using var picture = TinyImages.Picture(3, 1, width: 31, height: 20);
        var encoded = ScoringModels.Encode(picture, ".png");
        var path = _folder.File("picture.png");
        File.WriteAllBytes(path, encoded);
        var expected = Pixels((reader, planar) => reader.Write(picture, planar));
        Assert.True(expected.Distinct().Count() > 50);

        Assert.Equal(expected, Pixels((reader, planar) => reader.Write(encoded, planar)));
        Assert.Equal(expected, Pixels((reader, planar) => reader.WriteFile(path, planar)));
        Assert.Equal(expected, FromColumn(ScoringModels.View(_ml, [new PictureRow { Image = picture }]), "Image"));
        var files = _ml.Data.LoadFromEnumerable([new EncodedRow { Image = encoded, Path = path }]);
        Assert.Equal(expected, FromColumn(files, "Image"));
        Assert.Equal(expected, FromColumn(files, "Path"));
        Assert.Equal(expected, FromColumn(_ml.Data.DecodeImages(files, "Photo", "Path"), "Photo"));
    }

    [Fact]
    public void Read_VectorWithNaN_IsRefusedToTrainOnAndPassedOnToScore()
    {
        var schema = SchemaDefinition.Create(typeof(VectorRow<int>));
        schema["Image"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 1, 3);
        var view = _ml.Data.LoadFromEnumerable([new VectorRow<int> { Image = [1, 2, float.NaN] }], schema);
        var trained = FeatureColumn.ForTraining(view.Schema, "Image", 0, null, null, "test");
        Assert.Throws<InvalidDataException>(() => First(view, trained));
        Assert.True(float.IsNaN(First(view, FeatureColumn.ForScoring(view.Schema, "Image", trained.Shape))[^1]));
    }

    private static float[] Pixels(Action<PixelReader, float[]> write)
    {
        var planar = new float[Shape.Count];
        write(new PixelReader(Shape, null), planar);
        return planar;
    }

    private static float[] FromColumn(IDataView view, string name) =>
        First(view, FeatureColumn.ForScoring(view.Schema, name, Shape));

    private static float[] First(IDataView view, FeatureColumn column)
    {
        using var cursor = view.GetRowCursor([column.Column]);
        var planar = new float[column.Shape.Count];
        var read = new PixelReader(column.Shape, column.Decoding).Of(cursor, column);
        Assert.True(cursor.MoveNext());
        read(planar);
        return planar;
    }
}
