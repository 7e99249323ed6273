using Microsoft.ML.Data;
using Microsoft.ML.Data.IO;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public static class BinaryLoaderSaverCatalog
{
    public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, IMultiStreamSource fileSource)
    {
        Contracts.CheckValue(fileSource);
        Contracts.CheckParam(fileSource.Count == 1, nameof(fileSource), "Binary loader must be created with one file");
        return new BinaryLoader(() => fileSource.Open(0));
    }

    public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, string path)
    {
        Contracts.CheckNonEmpty(path);
        Contracts.CheckParam(File.Exists(path), nameof(path), $"File does not exist at path: {path}");
        return new BinaryLoader(() => File.OpenRead(path));
    }

    public static void SaveAsBinary(
        this DataOperationsCatalog catalog, IDataView data, Stream stream, bool keepHidden = false)
    {
        Contracts.CheckValue(catalog);
        Contracts.CheckValue(data);
        Contracts.CheckValue(stream);
        new BinarySaver(stream).Save(data, keepHidden);
    }
}
