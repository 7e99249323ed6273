namespace Microsoft.ML.Data;

/// <summary>Adds a column's numbers scaled to [0, 1] over the rows of a view; all 0 if they are all the same.</summary>
internal sealed class MinMaxMapper : RowMapper
{
    private readonly DataViewSchema.Column _source;
    private readonly string _name;
    private readonly double _offset;
    private readonly double _scale;

    public MinMaxMapper(IDataView view, DataViewSchema.Column source, string name)
        : base(view.Schema)
    {
        _source = source;
        _name = name;
        double min = double.PositiveInfinity;
        double max = double.NegativeInfinity;
        using (var cursor = view.GetRowCursor(source))
        {
            var getter = Conversions.GetGetterAs<double>(NumberDataViewType.Double, cursor, source);
            double value = 0;
            while (cursor.MoveNext())
            {
                getter(ref value);
                min = value < min ? value : min;
                max = value > max ? value : max;
            }
        }

        if (max > min)
            (_offset, _scale) = (min, 1 / (max - min));
    }

    public override IEnumerable<int> GetDependencies(int output) => [_source.Index];

    protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() => [new(_name, NumberDataViewType.Double)];

    protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
    {
        disposer = null;
        var getter = Conversions.GetGetterAs<double>(NumberDataViewType.Double, input, _source);
        return (ValueGetter<double>)((ref double value) =>
        {
            getter(ref value);
            value = (value - _offset) * _scale;
        });
    }
}
