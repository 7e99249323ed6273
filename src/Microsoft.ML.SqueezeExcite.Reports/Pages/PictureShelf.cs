namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>
/// The pictures of a page, which takes so many characters of them and no more: who asks first is served first.
/// </summary>
internal sealed class PictureShelf
{
    private readonly IReadOnlyDictionary<long, Picture> _pictures;
    private readonly IReadOnlyList<string> _classes;
    private int _left;

    /// <param name="pictures">The pictures by row.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="budget">The characters that there is room for.</param>
    public PictureShelf(IReadOnlyDictionary<long, Picture> pictures, IReadOnlyList<string> classes, int budget) =>
        (_pictures, _classes, _left) = (pictures, classes, budget);

    /// <summary>The pictures of some images, as far as there are any and room for them.</summary>
    public IReadOnlyList<ShownPicture> Take(IEnumerable<ScoredImage> images)
    {
        var shown = new List<ShownPicture>();
        foreach (var image in images)
        {
            if (!_pictures.TryGetValue(image.Row, out var picture) || picture.Length > _left)
                continue;
            _left -= picture.Length;
            shown.Add(Show(image, picture));
        }

        return shown;
    }

    private ShownPicture Show(ScoredImage image, Picture picture)
    {
        var (own, taken) = (_classes[image.Label], _classes[image.Predicted]);
        var name = image.Path is { } path ? path : Text.Invariant($"row {image.Row}");
        var (caption, detail) = image.IsRight
            ? (Text.Invariant($"{taken} {image.Score:0.00}"), "right")
            : (Text.Invariant($"{taken} {image.Score:0.00}"), Text.Invariant($"is {own} {image.LabelScore:0.00}"));
        var what = image.IsRight ? $"{own}, predicted right" : $"{own}, predicted as {taken}";
        var alt = Text.Invariant($"{what}, score {image.Score:0.00}");
        return new ShownPicture(picture.Source, picture.IsTiny, alt, name, caption, detail);
    }
}
