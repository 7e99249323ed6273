using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Says which row it was, for messages: its number, and what its text columns hold, the image's path among them.</summary>
internal sealed class RowDescription
{
    public RowDescription(DataViewSchema schema) =>
        Texts = [.. schema.Where(column => column.Type == TextDataViewType.Instance && !column.IsHidden)];

    /// <summary>The columns that must be active.</summary>
    public IReadOnlyList<DataViewSchema.Column> Texts { get; }

    /// <summary>A function that describes the row the cursor stands on.</summary>
    public Func<string> Describer(DataViewRow row)
    {
        // Few rows are ever described, and getters are made at a cost.
        var texts = new Lazy<(string Name, ValueGetter<ReadOnlyMemory<char>> Read)[]>(
            () => [.. Texts.Select(column => (column.Name, row.GetGetter<ReadOnlyMemory<char>>(column)))]);
        return () =>
        {
            var parts = texts.Value.Select(column =>
            {
                var text = default(ReadOnlyMemory<char>);
                column.Read(ref text);
                return $"{column.Name} '{text}'";
            });
            return string.Join(", ", parts.Prepend($"row {row.Position}"));
        };
    }
}
