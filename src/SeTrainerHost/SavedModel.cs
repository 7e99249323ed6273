using Microsoft.ML;
using Microsoft.ML.Data;
using SeTrainerHost.Datasets;

namespace SeTrainerHost;

/// <summary>A model.zip, opened: a plain ML.NET model whose input says which images it takes.</summary>
internal sealed class SavedModel : IDisposable
{
    private readonly MLContext _ml;
    private readonly ITransformer _model;

    private SavedModel(MLContext ml, ITransformer model, DataViewSchema input)
    {
        (_ml, _model) = (ml, model);
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        model.GetOutputSchema(input)["Score"].GetSlotNames(ref names);
        ClassNames = [.. names.DenseValues().Select(name => name.ToString())];
    }

    /// <summary>The classes, in the order of the scores.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    public static SavedModel Load(MLContext ml, string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"there is no model '{path}'");
        var model = ml.Model.Load(path, out var input);
        if (input is null || model.GetOutputSchema(input).GetColumnOrNull("Score") is not { } score || !score.HasSlotNames())
            throw new InvalidDataException($"'{path}' is not a model of se-trainer: it has no column Score with class names");
        return new SavedModel(ml, model, input);
    }

    /// <summary>Scores rows with the columns of the model's own data; files are seen as their EXIF orientation says.</summary>
    public IDataView Score(IDataView images) => OrientedImages.Score(_ml, _model, images);

    public void Dispose() => (_model as IDisposable)?.Dispose();
}
