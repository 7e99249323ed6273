using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableModel<TextLoader>("TextLoader")]

namespace Microsoft.ML.Data;

/// <summary>Reads lines of separated fields. Fields that a line lacks are the default of their type.</summary>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>, ILoadableModel
{
    private const int MaxInputSize = int.MaxValue - 1;

    private readonly TextFormat _format;
    private readonly TextColumn[] _columns;
    private readonly string? _header;
    private readonly DataViewSchema _schema;

    internal TextLoader(IHostEnvironment env, Options? options = null, IMultiStreamSource? dataSample = null)
    {
        var host = env.Register("TextLoader");
        options ??= new Options();
        var headerFile = string.IsNullOrWhiteSpace(options.HeaderFile) ? null : new MultiFileSource(options.HeaderFile);
        _format = TextFormat.Create(host, options, hasHeader: options.HasHeader && headerFile == null);
        var columns = options.Columns is { Length: > 0 } given ? given : DefaultColumns();
        using var channel = host.Start("Binding");
        dataSample ??= new MultiFileSource();

        // The header names the slots of vectors, if there is a sample to take it from.
        string? header = headerFile != null ? _format.ReadLines(headerFile, keepHeader: true).FirstOrDefault().Text
            : _format.HasHeader ? _format.ReadLines(dataSample, keepHeader: true).FirstOrDefault().Text
            : null;
        _header = string.IsNullOrEmpty(header) ? null : header;
        int inputSize = _format.InputSize;
        if (inputSize == 0 && columns.Any(column => column.Source?.Any(range => range is { AutoEnd: true, Max: null }) == true))
            inputSize = FindInputSize(host, dataSample);
        _columns = TextColumn.Bind(host, columns, inputSize);
        _schema = MakeSchema();
    }

    private TextLoader(TextFormat format, TextColumn[] columns, string? header)
    {
        _format = format;
        _columns = columns;
        _header = header;
        _schema = MakeSchema();
    }

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(TextFormat.Version);
        var format = TextFormat.Load(ctx);
        TextColumn[] columns = [.. Enumerable.Range(0, ctx.Reader.ReadInt32()).Select(_ => TextColumn.Load(ctx))];
        string? header = null;
        ctx.TryLoadTextStream("Header.txt", reader => header = reader.ReadLine());
        return new TextLoader(format, columns, header);
    }

    public DataViewSchema GetOutputSchema() => _schema;

    public IDataView Load(IMultiStreamSource source) => new TextDataView(_format, _columns, _schema, source);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(TextFormat.Version);
        _format.Save(ctx);
        ctx.Writer.Write(_columns.Length);
        foreach (var column in _columns)
            column.Save(ctx);
        if (_header != null)
            ctx.SaveTextStream("Header.txt", writer => writer.WriteLine(_header));
    }

    private static Column[] DefaultColumns()
        =>
        [
            new Column("Label", DataKind.Single, 0),
            new Column("Features", DataKind.Single, [new Range(1, null)]),
        ];

    private int FindInputSize(IExceptionContext context, IMultiStreamSource dataSample)
    {
        const int SampleLines = 100;
        var fields = new TextFields(_format, MaxInputSize);
        int[] sizes = [.. _format.ReadLines(dataSample, keepHeader: true)
            .Take(SampleLines)
            .Select(line => fields.Parse(line.Text))
            .Where(size => size > 0)
            .Distinct()];
        context.CheckUserArg(
            sizes.Length > 0, nameof(Column.Source), "Can't determine the number of source columns without valid data");
        context.CheckUserArg(sizes.Length == 1, nameof(Column.Source), "The size of input lines is not consistent");
        return Math.Min(sizes[0], MaxInputSize);
    }

    private DataViewSchema MakeSchema()
    {
        var fields = new TextFields(_format, MaxInputSize);
        if (_header != null)
            fields.Parse(_header);
        var builder = new DataViewSchema.Builder();
        foreach (var column in _columns)
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            if (_header != null && column.Type.IsKnownSizeVector())
            {
                var names = column.SlotNames(fields);
                annotations.AddSlotNames(
                    names.Length, (ref VBuffer<ReadOnlyMemory<char>> dst) => names.CopyTo(ref dst));
            }

            builder.AddColumn(column.Name, column.Type, annotations.ToAnnotations());
        }

        return builder.ToSchema();
    }
}
