using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using static Microsoft.ML.Data.TextLoader;

namespace Microsoft.ML;

public static class TextLoaderSaverCatalog
{
    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog,
        Column[] columns,
        char separatorChar = Defaults.Separator,
        bool hasHeader = Defaults.HasHeader,
        IMultiStreamSource? dataSample = null,
        bool allowQuoting = Defaults.AllowQuoting,
        bool trimWhitespace = Defaults.TrimWhitespace,
        bool allowSparse = Defaults.AllowSparse)
    {
        var options = MakeOptions(separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse);
        options.Columns = columns;
        return new(catalog.GetEnvironment(), options, dataSample);
    }

    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog, Options options, IMultiStreamSource? dataSample = null)
        => new(catalog.GetEnvironment(), options, dataSample);

    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog,
        char separatorChar = Defaults.Separator,
        bool hasHeader = Defaults.HasHeader,
        IMultiStreamSource? dataSample = null,
        bool allowQuoting = Defaults.AllowQuoting,
        bool trimWhitespace = Defaults.TrimWhitespace,
        bool allowSparse = Defaults.AllowSparse)
        => Create<TInput>(
            catalog.GetEnvironment(),
            MakeOptions(separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse),
            dataSample);

    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog, Options options, IMultiStreamSource? dataSample = null)
        => Create<TInput>(catalog.GetEnvironment(), options, dataSample);

    // Without a data sample, as here, the header is skipped and names no slots.
    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog,
        string path,
        Column[] columns,
        char separatorChar = Defaults.Separator,
        bool hasHeader = Defaults.HasHeader,
        bool allowQuoting = Defaults.AllowQuoting,
        bool trimWhitespace = Defaults.TrimWhitespace,
        bool allowSparse = Defaults.AllowSparse)
    {
        var source = FilesAt(path);
        return catalog
            .CreateTextLoader(columns, separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse)
            .Load(source);
    }

    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, Options? options = null)
    {
        var source = FilesAt(path);
        return new TextLoader(catalog.GetEnvironment(), options, dataSample: source).Load(source);
    }

    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog,
        string path,
        char separatorChar = Defaults.Separator,
        bool hasHeader = Defaults.HasHeader,
        bool allowQuoting = Defaults.AllowQuoting,
        bool trimWhitespace = Defaults.TrimWhitespace,
        bool allowSparse = Defaults.AllowSparse)
    {
        var source = FilesAt(path);
        return catalog
            .CreateTextLoader<TInput>(separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse)
            .Load(source);
    }

    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, Options options)
    {
        var source = FilesAt(path);
        return Create<TInput>(catalog.GetEnvironment(), options).Load(source);
    }

    private static MultiFileSource FilesAt(string path)
    {
        Contracts.CheckNonEmpty(path);
        Contracts.CheckParam(
            File.Exists(path) || FilePattern.Expand(path).Length > 0,
            nameof(path),
            $"File or directory does not exist at path: {path}");
        return new MultiFileSource(path);
    }

    private static Options MakeOptions(
        char separatorChar, bool hasHeader, bool allowQuoting, bool trimWhitespace, bool allowSparse)
        => new()
        {
            Separators = [separatorChar],
            HasHeader = hasHeader,
            AllowQuoting = allowQuoting,
            TrimWhitespace = trimWhitespace,
            AllowSparse = allowSparse,
        };
}
