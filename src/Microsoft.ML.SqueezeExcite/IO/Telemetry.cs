using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The <see cref="Meter"/> and the <see cref="ActivitySource"/> of the library, both of its name, so that OpenTelemetry and
/// <c>dotnet-counters</c> see what it does. By default nobody listens, and they cost nothing.
/// </summary>
internal static class Telemetry
{
    private const string Name = "Microsoft.ML.SqueezeExcite";

    /// <summary>Makes the spans.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Makes the instruments.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Runs something as a span, which says so where it fails.</summary>
    public static T Span<T>(string name, Func<Activity?, T> body)
    {
        using var span = Source.StartActivity(name);
        try
        {
            return body(span);
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
    }
}
