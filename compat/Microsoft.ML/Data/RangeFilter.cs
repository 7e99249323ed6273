using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// Rows whose number lies in a range, or outside it. A key counts as the middle of its class's share of [0, 1]; missing
/// values lie neither inside nor outside.
/// </summary>
internal sealed record RangeFilter(double Min, double Max, bool IncludesMax = false, bool Complement = false)
{
    public static bool CanFilter(DataViewType type)
        => type == NumberDataViewType.Single || type == NumberDataViewType.Double || type is KeyDataViewType;

    public IDataView Apply(IExceptionContext context, IDataView view, string columnName)
    {
        var column = view.Schema[columnName];
        context.CheckUserArg(CanFilter(column.Type), "Column", $"Column '{columnName}' does not have compatible type");
        return new FilteredDataView(view, column, column.Type is KeyDataViewType ? AcceptKey : AcceptNumber);
    }

    private Func<bool> AcceptNumber(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = Conversions.GetGetterAs<double>(NumberDataViewType.Double, row, column);
        double value = 0;
        return () =>
        {
            getter(ref value);
            return Accepts(value);
        };
    }

    private Func<bool> AcceptKey(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = Conversions.GetGetterAs<ulong>(NumberDataViewType.UInt64, row, column);
        ulong count = column.Type.GetKeyCount();
        bool includesMax = IncludesMax || Max >= 1;
        var filter = this with { IncludesMax = includesMax };
        ulong key = 0;
        return () =>
        {
            getter(ref key);
            return key != 0 && key <= count && filter.Accepts((key - 0.5) / count);
        };
    }

    private bool Accepts(double value)
    {
        if (Complement)
            return Min > value || (IncludesMax ? value > Max : value >= Max);
        return Min <= value && (IncludesMax ? value <= Max : value < Max);
    }
}
