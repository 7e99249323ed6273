namespace Microsoft.ML.SqueezeExcite;

/// <summary>The images of a training, and the owner of them.</summary>
/// <param name="Training">Those to train on.</param>
/// <param name="Validation">Those to validate on after each epoch; null for none.</param>
internal sealed record TrainingImages(ImageSet Training, ImageSet? Validation) : IDisposable
{
    public void Dispose()
    {
        Training.Dispose();
        Validation?.Dispose();
    }
}
