namespace Microsoft.ML.SqueezeExcite;

/// <summary>Finds columns, and says what is wrong with them, in the same words before a pipeline is fitted and after.</summary>
internal static class Columns
{
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string what, string parameter) =>
        schema.GetColumnOrNull(name) ?? throw NotFound(what, name, schema.Select(column => column.Name), parameter);

    public static SchemaShape.Column Find(SchemaShape schema, string name, string what, string parameter)
    {
        var found = schema.Where(column => column.Name == name).ToArray();
        return found.Length > 0 ? found[^1] : throw NotFound(what, name, schema.Select(column => column.Name), parameter);
    }

    public static ArgumentOutOfRangeException MustBeKey(string name, object type, string parameter) => new(
        parameter,
        name,
        $"label column '{name}' must be a key, was {type}: put Conversion.MapValueToKey(\"{name}\") before the trainer");

    public static ArgumentOutOfRangeException MustHoldImages(string name, object type, string parameter) => new(
        parameter,
        name,
        $"feature column '{name}' must hold images (MLImage), encoded images (vectors of Byte) or vectors of Single in C, H, W "
        + $"order, was {type}");

    private static ArgumentOutOfRangeException NotFound(string what, string name, IEnumerable<string> names, string parameter) =>
        new(parameter, name, $"could not find {what} column '{name}'; there are {string.Join(", ", names)}");
}
