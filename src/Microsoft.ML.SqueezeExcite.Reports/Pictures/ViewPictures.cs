namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>Small pictures of some rows of a view.</summary>
/// <param name="view">The view.</param>
/// <param name="features">The column of its images, at the size of the pictures.</param>
internal sealed class ViewPictures(IDataView view, FeatureColumn features)
{
    /// <summary>The side of a picture.</summary>
    public const int Side = 96;

    /// <summary>
    /// The pictures of a view's images; null where the column is not there, does not hold images, or they have no height and
    /// width.
    /// </summary>
    public static ViewPictures? Of(IDataView view, string column)
    {
        if (view.Schema.GetColumnOrNull(column) is not { } found || FeatureColumn.KindOf(found.Type) is not { } kind)
            return null;
        if (kind == FeatureKind.Path)
            return new ViewPictures(view, FeatureColumn.ForScoring(view.Schema, column, new FeatureShape(3, Side, Side)));
        try
        {
            var features = FeatureColumn.ForTraining(view.Schema, column, Side, null, null, nameof(column));
            return features.Shape.IsSignal ? null : new ViewPictures(view, features);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads the pictures of rows; those that cannot be read are left out.</summary>
    /// <param name="rows">The rows, from 0.</param>
    public IReadOnlyDictionary<long, Picture> Read(IEnumerable<long> rows)
    {
        var (wanted, pictures) = (rows.ToHashSet(), new Dictionary<long, Picture>());
        using var cursor = view.GetRowCursor([features.Column]);
        var write = new PixelReader(features.Shape, features.Decoding).Of(cursor, features);
        var pixels = new float[features.Shape.Count];
        while (wanted.Count > pictures.Count && cursor.MoveNext())
        {
            if (wanted.Contains(cursor.Position) && TryWrite(write, pixels))
                pictures[cursor.Position] = Picture.Of(pixels, features.Shape);
        }

        return pictures;
    }

    private static bool TryWrite(PixelWriter write, Span<float> pixels)
    {
        try
        {
            write(pixels);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
