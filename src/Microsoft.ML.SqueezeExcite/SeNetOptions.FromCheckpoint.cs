namespace Microsoft.ML.SqueezeExcite;

/// <content>The settings of a run that goes on.</content>
public sealed partial record SeNetOptions
{
    /// <summary>
    /// The settings of the run that a checkpoint is of. Validation images of their own, and where the checkpoints are, are not
    /// part of it.
    /// </summary>
    /// <param name="path">A <c>last.safetensors</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not a checkpoint, or damaged.</exception>
    public static SeNetOptions FromCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Checkpoint.Options(path);
    }
}
