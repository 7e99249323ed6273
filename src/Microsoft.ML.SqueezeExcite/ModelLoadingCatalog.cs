using Microsoft.ML.SqueezeExcite;

namespace Microsoft.ML;

/// <summary>Opens saved models.</summary>
public static class ModelLoadingCatalog
{
    /// <summary>
    /// Opens a saved model that holds one of this package's classifiers, alone or among other steps, and scores with it in batches. Where there is no
    /// need of batches, <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/> opens the same file without this package.
    /// </summary>
    /// <param name="catalog">The catalogue of model operations.</param>
    /// <param name="path">The zip. It is read again when the model is saved or maps single rows, and must then be as it was.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is damaged, no model, or a model that is not ours.</exception>
    public static SeNetModel LoadSeNet(this ModelOperationsCatalog catalog, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        var stamp = File.GetLastWriteTimeUtc(full);
        return new SeNetModel(catalog, ModelArchive.Open(path), () => File.GetLastWriteTimeUtc(full) == stamp
            ? catalog.Load(full, out _)
            : throw new InvalidDataException($"'{path}' is no longer the file that was opened"));
    }

    /// <summary>Opens a saved model from a stream, and keeps what it holds.</summary>
    /// <param name="catalog">The catalogue of model operations.</param>
    /// <param name="stream">The zip, from its position on; the caller disposes it.</param>
    /// <exception cref="InvalidDataException">It is damaged, no model, or a model that is not ours.</exception>
    public static SeNetModel LoadSeNet(this ModelOperationsCatalog catalog, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var (archive, zip) = ModelArchive.Copy(stream);
        return new SeNetModel(catalog, archive, () =>
        {
            zip.Position = 0;
            return catalog.Load(zip, out _);
        });
    }
}
