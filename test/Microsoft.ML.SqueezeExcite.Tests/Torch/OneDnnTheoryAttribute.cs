namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>A theory that takes minutes without oneDNN: skipped where that cannot be used.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneDnnTheoryAttribute : TheoryAttribute
{
    public OneDnnTheoryAttribute()
    {
        if (!OneDnn.IsSafe)
            Skip = OneDnn.HiddenCaches;
    }
}
