using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A column of images that is added to others: those that a column of paths or of encoded bytes stands for. It is the last one,
/// and hides another of its name.
/// </summary>
internal sealed class DecodedColumn
{
    private readonly DataViewSchema _source;
    private readonly DataViewSchema.Column _encoded;
    private readonly ImageDecoder _decoder;
    private readonly string _folder;

    /// <summary>Adds the column.</summary>
    /// <param name="source">The other columns.</param>
    /// <param name="name">Its name.</param>
    /// <param name="encoded">The column of paths or of encoded images.</param>
    /// <param name="decoding">How they are decoded.</param>
    /// <param name="folder">What paths are relative to; empty for the process's folder.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it holds neither text nor bytes.</exception>
    public DecodedColumn(DataViewSchema source, string name, string encoded, ImageDecoding decoding, string folder)
    {
        (_source, _folder, _decoder) = (source, folder, new ImageDecoder(decoding));
        _encoded = Columns.Find(source, encoded, "input", "inputColumnName");
        if (FeatureColumn.KindOf(_encoded.Type) is not (FeatureKind.Path or FeatureKind.Encoded))
            throw new ArgumentOutOfRangeException(
                "inputColumnName",
                encoded,
                $"column '{encoded}' must hold paths (text) or encoded images (vectors of Byte), was {_encoded.Type}");
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(source);
        builder.AddColumn(name, new ImageDataViewType(), ImageDecodingRecord.Annotate(decoding));
        Schema = builder.ToSchema();
    }

    /// <summary>The columns with the one that is added.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>The source's columns that some of these need.</summary>
    public IEnumerable<DataViewSchema.Column> Needs(IEnumerable<DataViewSchema.Column> columns) => columns
        .Select(column => IsAdded(column) ? _encoded : _source[column.Index])
        .DistinctBy(column => column.Index);

    /// <summary>The getter of a column of <see cref="Schema"/>.</summary>
    public ValueGetter<TValue> Getter<TValue>(DataViewRow source, DataViewSchema.Column column)
    {
        if (!IsAdded(column))
            return source.GetGetter<TValue>(_source[column.Index]);
        return (Delegate)Images(_decoder.Reader(source, _encoded, _folder)) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"column '{column.Name}' is {column.Type}, not {typeof(TValue)}");
    }

    private bool IsAdded(DataViewSchema.Column column) => column.Index == _source.Count;

    // As of ML.NET's own LoadImages, what the caller hands in is disposed of.
    private static ValueGetter<MLImage> Images(Func<DecodedImage?> decode) => (ref MLImage image) =>
    {
        image?.Dispose();
        image = null!;
        image = decode() is { } decoded ? DecodedTraits.Keep(decoded) : null!;
    };
}
