using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A column and the fields it is read from: segments, of which at most one runs to the end of each line.</summary>
internal sealed record TextColumn(string Name, PrimitiveDataViewType ItemType, TextColumn.Segment[] Segments)
{
    private const int NoLimit = int.MaxValue;

    public int FixedSize => Segments.Where(segment => !segment.IsVariable).Sum(segment => segment.Limit - segment.Min);

    public DataViewType Type
        => Segments.Any(segment => segment.IsVariable) ? new VectorDataViewType(ItemType)
            : FixedSize > 1 || Segments[0].ForceVector ? new VectorDataViewType(ItemType, FixedSize)
            : ItemType;

    public int LastField => Segments.Max(segment => segment.Limit) - 1;

    public static TextColumn[] Bind(IExceptionContext context, TextLoader.Column[] columns, int inputSize)
    {
        TextColumn?[] bound = Array.ConvertAll(columns, column => HasOther(column) ? null : Bind(context, column, inputSize));
        int others = columns.Count(HasOther);
        context.CheckUserArg(
            others <= 1, nameof(TextLoader.Range.AllOther), "At most one all other range can be specified");
        if (others == 1)
        {
            int other = Array.FindIndex(columns, HasOther);
            var taken = bound.Where(column => column != null).SelectMany(column => column!.Segments);
            bound[other] = BindOther(context, columns[other], inputSize, taken);
        }

        return bound!;
    }

    public static TextColumn Load(ModelLoadContext ctx)
    {
        string name = ctx.LoadNonEmptyString();
        var itemType = ColumnTypes.PrimitiveTypeFromKind((DataKind)ctx.Reader.ReadByte());
        if (ctx.Reader.ReadBoolByte())
            itemType = new KeyDataViewType(itemType.RawType, ctx.Reader.ReadUInt64());
        return new(name, itemType, [.. Enumerable.Range(0, ctx.Reader.ReadInt32()).Select(_ =>
            new Segment(ctx.Reader.ReadInt32(), ctx.Reader.ReadInt32(), ctx.Reader.ReadBoolByte()))]);
    }

    public void Save(ModelSaveContext ctx)
    {
        ctx.SaveNonEmptyString(Name);
        ctx.Writer.Write((byte)ColumnTypes.KindOf(ItemType.RawType));
        ctx.Writer.WriteBoolByte(ItemType is KeyDataViewType);
        if (ItemType is KeyDataViewType key)
            ctx.Writer.Write(key.Count);
        ctx.Writer.Write(Segments.Length);
        foreach (var segment in Segments)
        {
            ctx.Writer.Write(segment.Min);
            ctx.Writer.Write(segment.Limit);
            ctx.Writer.WriteBoolByte(segment.ForceVector);
        }
    }

    /// <summary>The header's fields at the places of a vector's slots.</summary>
    public VBuffer<ReadOnlyMemory<char>> SlotNames(TextFields header)
    {
        var names = new ReadOnlyMemory<char>[FixedSize];
        foreach (var (slot, position) in Slots(header, 0))
            names[slot] = header[position].Trim();
        return new(names.Length, names);
    }

    /// <summary>The fields of a line that belong here, with the slots they go to.</summary>
    public IEnumerable<(int Slot, int Position)> Slots(TextFields fields, int fieldCount)
    {
        int slot = 0;
        foreach (var segment in Segments)
        {
            int limit = segment.IsVariable ? Math.Max(segment.Min, fieldCount) : segment.Limit;
            for (int position = fields.Find(segment.Min);
                position < fields.Indices.Count && fields.Indices[position] < limit;
                position++)
            {
                yield return (slot + fields.Indices[position] - segment.Min, position);
            }

            slot += limit - segment.Min;
        }
    }

    /// <summary>The number of slots a line with so many fields has.</summary>
    public int SizeOf(int fieldCount)
        => FixedSize + Segments.Where(segment => segment.IsVariable).Sum(segment => Math.Max(0, fieldCount - segment.Min));

    private static bool HasOther(TextLoader.Column column) => column.Source?.Any(range => range.AllOther) == true;

    private static TextColumn Bind(IExceptionContext context, TextLoader.Column column, int inputSize)
    {
        context.CheckUserArg(
            column.Source is { Length: > 0 }, nameof(TextLoader.Column.Source), "Must specify some source column indices");
        return Make(context, column, [.. column.Source.Select(range => Bind(context, range, inputSize))]);
    }

    private static TextColumn Make(IExceptionContext context, TextLoader.Column column, Segment[] segments)
    {
        string name = context.CheckNonWhiteSpace(column.Name, nameof(column.Name)).Trim();
        Segment[] ordered = [.. segments.OrderBy(segment => segment.Min)];
        context.CheckUserArg(
            ordered.Zip(ordered.Skip(1)).All(pair => pair.First.Limit <= pair.Second.Min),
            nameof(TextLoader.Column.Source),
            $"Intervals specified for column '{name}' overlap");
        var itemType = ColumnTypes.PrimitiveTypeFromKind(column.DataKind);
        if (column.KeyCount != null)
            itemType = new KeyDataViewType(itemType.RawType, column.KeyCount.Count ?? Conversions.MaxValue(itemType.RawType));
        return new(name, itemType, segments);
    }

    private static Segment Bind(IExceptionContext context, TextLoader.Range range, int inputSize)
    {
        context.CheckUserArg(range.Min is >= 0 and < NoLimit - 1, nameof(range.Min));
        if (range.Max is int max)
        {
            context.CheckUserArg(range.Min <= max && max < NoLimit - 1, nameof(range.Max));
            return new(range.Min, max + 1, range.ForceVector);
        }

        if (!range.AutoEnd)
            return range.VariableEnd ? new(range.Min, NoLimit, true) : new(range.Min, range.Min + 1, range.ForceVector);
        context.CheckUserArg(
            range.Min < inputSize,
            nameof(range.Min),
            $"Column #{range.Min} not found in the dataset (it only has {inputSize} columns)");
        return new(range.Min, inputSize, true);
    }

    // The gaps that all the other segments leave in this one.
    private static TextColumn BindOther(
        IExceptionContext context, TextLoader.Column column, int inputSize, IEnumerable<Segment> taken)
    {
        var own = column.Source!.Where(range => !range.AllOther).Select(range => Bind(context, range, inputSize)).ToArray();
        var whole = Bind(context, column.Source!.Single(range => range.AllOther), inputSize);
        var gaps = new List<Segment>();
        int min = whole.Min;
        foreach (var segment in taken.Concat(own).OrderBy(segment => segment.Min))
        {
            if (min < segment.Min && min < whole.Limit)
                gaps.Add(new(min, Math.Min(segment.Min, whole.Limit), true));
            min = Math.Max(min, segment.Limit);
        }

        if (min < whole.Limit)
            gaps.Add(new(min, whole.Limit, true));
        context.CheckUserArg(
            own.Length + gaps.Count > 0, nameof(TextLoader.Range.AllOther), "No index is selected as all other indexes.");
        return Make(context, column, [.. own, .. gaps]);
    }

    internal readonly record struct Segment(int Min, int Limit, bool ForceVector)
    {
        public bool IsVariable => Limit == NoLimit;
    }
}
