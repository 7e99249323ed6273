using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal static class RowCursorUtils
{
    public const string FetchValueStateError =
        "Values cannot be fetched at this time. This method was called either before the first call to MoveNext, " +
        "or at any point after that method returned false.";

    /// <summary>Which of the schema's columns are among those asked for.</summary>
    public static bool[] ActiveColumns(IEnumerable<DataViewSchema.Column> columnsNeeded, DataViewSchema schema)
    {
        Contracts.CheckValue(columnsNeeded);
        bool[] active = new bool[schema.Count];
        foreach (var column in columnsNeeded)
        {
            Contracts.Check(column.Index < active.Length, $"The requested column: {column} is not part of the sourceSchema");
            active[column.Index] = true;
        }

        return active;
    }

    /// <summary>The getter of a column whose type is known only at run time.</summary>
    public static Delegate GetGetterAsDelegate(DataViewRow row, DataViewSchema.Column column)
        => Generic.Bind<DataViewRow, DataViewSchema.Column, Delegate>(GetGetter<int>, column.Type.RawType)(row, column);

    /// <summary>The getter under its real type, or the error official gives for a wrong one.</summary>
    public static ValueGetter<TValue> Cast<TValue>(Delegate getter)
        => getter as ValueGetter<TValue> ?? throw Contracts.Except(
            null,
            $"Invalid TValue in GetGetter: '{typeof(TValue)}', expected type: '{getter.GetType().GetGenericArguments()[0]}'.");

    public static DataViewRowCursor GetRowCursor(this IDataView view, params DataViewSchema.Column[] columns)
        => view.GetRowCursor((IEnumerable<DataViewSchema.Column>)columns);

    public static DataViewRowCursor GetRowCursorForAllColumns(this IDataView view) => view.GetRowCursor(view.Schema);

    private static Delegate GetGetter<TValue>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<TValue>(column);
}
