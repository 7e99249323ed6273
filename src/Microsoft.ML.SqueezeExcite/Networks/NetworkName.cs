namespace Microsoft.ML.SqueezeExcite;

/// <summary>A name of the catalogue: that of the plain architecture, and whether the network has the block.</summary>
/// <param name="Plain">The name without Squeeze-and-Excitation.</param>
/// <param name="HasBlock">Whether the network has it.</param>
internal readonly record struct NetworkName(string Plain, bool HasBlock)
{
    private const string Prefix = "se-";

    // The paper gives its own network a name without the prefix.
    private const string SENet = "senet-154";
    private const string PlainSENet = "senet-154-plain";

    /// <summary>Takes a name apart, whether or not the catalogue has it.</summary>
    public static NetworkName Parse(string name) =>
        name switch
        {
            SENet => new(PlainSENet, true),
            _ when name.StartsWith(Prefix, StringComparison.Ordinal) && name != Prefix + PlainSENet => new(
                name[Prefix.Length..],
                true),
            _ => new(name, false),
        };

    /// <summary>The whole name.</summary>
    public override string ToString() => this switch
    {
        { HasBlock: false } => Plain,
        { Plain: PlainSENet } => SENet,
        _ => Prefix + Plain,
    };
}
