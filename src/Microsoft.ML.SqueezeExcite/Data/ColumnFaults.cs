namespace Microsoft.ML.SqueezeExcite;

/// <summary>What can be wrong with the columns that training reads, in the same words whether it is found before a pipeline is fitted or after.</summary>
internal static class ColumnFaults
{
    public static ArgumentOutOfRangeException NotFound(string what, string name, IEnumerable<string> names, string parameter) =>
        new(parameter, name, $"could not find {what} column '{name}'; there are {string.Join(", ", names)}");

    public static ArgumentOutOfRangeException NoKey(string name, object type, string parameter) => new(
        parameter, name, $"label column '{name}' must be a key, was {type}: put Conversion.MapValueToKey(\"{name}\") before the trainer");

    public static ArgumentOutOfRangeException NoImages(string name, object type, string parameter) => new(
        parameter, name, $"feature column '{name}' must hold images (MLImage), encoded images (vectors of Byte) or vectors of Single in C, H, W order, was {type}");
}
