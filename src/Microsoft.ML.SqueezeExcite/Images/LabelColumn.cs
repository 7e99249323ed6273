using System.Globalization;
using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The label column of a view: a key, whose values are the classes.</summary>
internal sealed class LabelColumn
{
    private const string KeyValues = "KeyValues";

    private LabelColumn(DataViewSchema.Column column, KeyDataViewType type)
    {
        Column = column;
        ClassNames = ReadClassNames(column, checked((int)type.Count));
    }

    public DataViewSchema.Column Column { get; }

    /// <summary>The classes in key order, as text. A key without values is known by its number, from 1.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The type of the key where its values are the classes as text, else null.</summary>
    public Type? TextKey => ValueType(Column) is TextDataViewType ? Column.Type.RawType : null;

    /// <summary>Finds and checks the column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such column, it is not a key, it has fewer than two classes, or a class whose name cannot be saved.
    /// </exception>
    public static LabelColumn Find(DataViewSchema schema, string name, string parameter)
    {
        var column = Columns.Find(schema, name, "label", parameter);
        if (column.Type is not KeyDataViewType key)
            throw Columns.MustBeKey(name, column.Type, parameter);
        if (key.Count < 2)
            throw new ArgumentOutOfRangeException(
                parameter, name, $"label column '{name}' must have at least 2 classes, had {key.Count}");
        if (key.Count > int.MaxValue)
            throw new ArgumentOutOfRangeException(
                parameter, name, $"label column '{name}' must have a known number of classes, was {column.Type}");
        var labels = new LabelColumn(column, key);
        return labels.ClassNames.FirstOrDefault(label => !LabelText.IsWellFormed(label)) is { } damaged
            ? throw new ArgumentOutOfRangeException(
                parameter,
                name,
                $"label column '{name}' has the class '{LabelText.InOneLine(damaged)}': half of a surrogate pair cannot be saved")
            : labels;
    }

    /// <summary>Checks the column in the shape of a schema, before there is a view to train on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is not a key.</exception>
    public static void Check(SchemaShape schema, string name, string parameter)
    {
        var column = Columns.Find(schema, name, "label", parameter);
        if (!column.IsKey)
            throw Columns.MustBeKey(name, column.ItemType, parameter);
    }

    /// <summary>A function that gives the class of the cursor's row, from 0, or null where the label is missing.</summary>
    public Func<long?> Reader(DataViewRow row)
    {
        return Column.Type.RawType switch
        {
            var type when type == typeof(byte) => Read<byte>(),
            var type when type == typeof(ushort) => Read<ushort>(),
            var type when type == typeof(uint) => Read<uint>(),
            _ => Read<ulong>(),
        };

        Func<long?> Read<T>()
            where T : IConvertible
        {
            var getter = row.GetGetter<T>(Column);
            return () =>
            {
                var value = default(T)!;
                getter(ref value);
                var key = value.ToInt64(CultureInfo.InvariantCulture);
                return key == 0 ? null : key - 1;
            };
        }
    }

    private static IReadOnlyList<string> ReadClassNames(DataViewSchema.Column column, int count)
    {
        if (ValueType(column)?.RawType is not { } item)
            return [.. Enumerable.Range(1, count).Select(key => key.ToString(CultureInfo.InvariantCulture))];
        var read = typeof(LabelColumn).GetMethod(nameof(ReadTexts), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (IReadOnlyList<string>)read.MakeGenericMethod(item).Invoke(null, [column, KeyValues])!;
    }

    private static PrimitiveDataViewType? ValueType(DataViewSchema.Column column) =>
        (column.Annotations.Schema.GetColumnOrNull(KeyValues)?.Type as VectorDataViewType)?.ItemType;

    private static IReadOnlyList<string> ReadTexts<T>(DataViewSchema.Column column, string annotation)
    {
        var values = default(VBuffer<T>);
        column.Annotations.GetValue(annotation, ref values);
        return [.. values.DenseValues().Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")];
    }
}
