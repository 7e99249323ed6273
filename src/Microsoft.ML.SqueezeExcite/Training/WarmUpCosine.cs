namespace Microsoft.ML.SqueezeExcite;

/// <summary>A learning rate that rises linearly to its peak and then falls along half a cosine to zero (arXiv 1608.03983, without restarts).</summary>
internal sealed record WarmUpCosine(double Peak, double WarmUpSteps, int Steps)
{
    /// <summary>The rate of a step, from 0.</summary>
    public double At(int step) => step + 1 <= WarmUpSteps
        ? Peak * (step + 1) / WarmUpSteps
        : Peak * (1 + Math.Cos(Math.PI * (step - WarmUpSteps) / (Steps - WarmUpSteps))) / 2;
}
