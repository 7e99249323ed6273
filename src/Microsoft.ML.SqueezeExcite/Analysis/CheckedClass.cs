namespace Microsoft.ML.SqueezeExcite;

/// <summary>The images of a class, those that cannot be read among them.</summary>
/// <param name="Name">The class.</param>
/// <param name="Training">The images to train on.</param>
/// <param name="Validation">The images to validate on.</param>
/// <param name="Test">The images to test on.</param>
public sealed record CheckedClass(string Name, int Training, int Validation, int Test);
