namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Makes a property of <see cref="SeNetOptions"/>, or of a record in it, a <see cref="Setting"/>: a value that the command line,
/// an experiment and a checkpoint know by its name.
/// </summary>
/// <param name="help">What it is, in a line for the command line.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string help) : Attribute
{
    /// <summary>What it is.</summary>
    public string Help => help;

    /// <summary>Its name where that of the property says too little alone, in camel case.</summary>
    public string? Name { get; set; }

    /// <summary>What it belongs to.</summary>
    public SettingScope Scope { get; set; }

    /// <summary>Whether it is not kept in checkpoints: each run has its own.</summary>
    public bool OfOneRun { get; set; }

    /// <summary>The least value.</summary>
    public double AtLeast { get; set; } = double.NaN;

    /// <summary>What the value is above.</summary>
    public double Above { get; set; } = double.NaN;

    /// <summary>The greatest value.</summary>
    public double AtMost { get; set; } = double.NaN;

    /// <summary>What the value is below.</summary>
    public double Below { get; set; } = double.NaN;
}

/// <summary>What a setting belongs to.</summary>
internal enum SettingScope
{
    /// <summary>A training: an experiment may vary it.</summary>
    Trial,

    /// <summary>The data, or a run as a whole: the same for all trials of an experiment.</summary>
    Run,

    /// <summary>The machine: weights do not depend on it, but for rounding.</summary>
    Machine,

    /// <summary>The program that trains: it is not on the command line.</summary>
    Program,
}
