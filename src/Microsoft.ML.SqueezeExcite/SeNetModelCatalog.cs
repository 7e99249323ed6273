using Microsoft.ML.SqueezeExcite;

namespace Microsoft.ML;

/// <summary>Saves and opens models.</summary>
public static class SeNetModelCatalog
{
    /// <summary>
    /// Opens a saved model that holds one of this package's classifiers, alone or among other steps, and scores with it in
    /// batches. Where there is no need of batches, <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/> opens
    /// the same file without this package.
    /// </summary>
    /// <param name="catalog">The catalogue of model operations.</param>
    /// <param name="path">The zip. It is read once; the file may be deleted afterwards.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is damaged, no model, or a model that is not ours.</exception>
    public static SeNetModel LoadSeNet(this ModelOperationsCatalog catalog, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new SeNetModel(catalog, ModelArchive.Open(path));
    }

    /// <summary>Opens a saved model from a stream.</summary>
    /// <param name="catalog">The catalogue of model operations.</param>
    /// <param name="stream">The zip, from its position on; the caller disposes it.</param>
    /// <exception cref="InvalidDataException">It is damaged, no model, or a model that is not ours.</exception>
    public static SeNetModel LoadSeNet(this ModelOperationsCatalog catalog, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new SeNetModel(catalog, ModelArchive.Copy(stream));
    }

    /// <summary>
    /// Saves a model as <see cref="ModelOperationsCatalog.Save(ITransformer, DataViewSchema, string)"/> does, with its network
    /// left uncompressed: weights hardly compress, and unpacking them is most of the time that opening the model takes. What was
    /// in the file before is replaced only when the new model is whole.
    /// </summary>
    /// <param name="catalog">The catalogue of model operations.</param>
    /// <param name="model">Any model, of one step or many.</param>
    /// <param name="inputSchema">The columns that it takes; null to leave them out.</param>
    /// <param name="path">The zip. Stock ML.NET opens it.</param>
    /// <exception cref="IOException">It cannot be written; then what was there is still there.</exception>
    public static void SaveSeNet(
        this ModelOperationsCatalog catalog,
        ITransformer model,
        DataViewSchema? inputSchema,
        string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        catalog.SaveSeNet(model, inputSchema, path, FileSystem.Default);
    }

    /// <summary>Saves a model; with it goes what is outdated with the one before, such as its metrics.</summary>
    internal static void SaveSeNet(
        this ModelOperationsCatalog catalog,
        ITransformer model,
        DataViewSchema? inputSchema,
        string path,
        FileSystem files,
        string? outdated = null)
    {
        void Write(Stream target)
        {
            // In memory: the disk needs no more room than for the model.
            using var stock = new MemoryStream();
            catalog.Save(model, inputSchema, stock);
            ModelArchive.CopyWithNetworkStored(stock, target);
        }

        AtomicFile.Write(path, Write, files, outdated);
    }

    /// <summary>
    /// Writes the network of a classifier as an ONNX file, for programs without ML.NET: pixel values (N, C, H, W) from 0 to 255
    /// go in as <c>SeNetInput</c>, and probabilities (N, classes) come out as <c>Score</c>; normalisation is part of it, classes
    /// and geometry are in its metadata. ML.NET's <c>ConvertToOnnx</c> takes no model with an ONNX model in it. What was in the
    /// file before is replaced only when the new one is whole.
    /// </summary>
    /// <param name="catalog">The catalogue of model operations.</param>
    /// <param name="model">A model with one of this package's classifiers, alone or among other steps, which stay behind.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The model has no classifier of ours, or more than one.</exception>
    /// <exception cref="IOException">The file cannot be written; then what was there is still there.</exception>
    public static void SaveSeNetOnnx(this ModelOperationsCatalog catalog, ITransformer model, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var onnx = ModelArchive.Of(catalog, model).Onnx;
        AtomicFile.Write(path, file => file.Write(onnx));
    }
}
