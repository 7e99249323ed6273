using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace SeTrainerHost.Terminal;

/// <summary>Shows how a check of images goes: a bar in a terminal, a line now and then elsewhere.</summary>
internal static class CheckProgress
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    /// <summary>Runs a check under a display.</summary>
    /// <param name="console">Where it is shown.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="check">The check.</param>
    public static T Run<T>(IAnsiConsole console, int images, Func<IProgress<long>, T> check) =>
        console.Profile.Capabilities.Interactive
            ? console.Progress().Start(context => check(new Bar(context.AddTask("reading the images", maxValue: images))))
            : check(new Lines(console, images));

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }

    private sealed class Lines(IAnsiConsole console, int images) : IProgress<long>
    {
        private long _last = Stopwatch.GetTimestamp();

        public void Report(long value)
        {
            if (Stopwatch.GetElapsedTime(_last) < LineEvery)
                return;
            _last = Stopwatch.GetTimestamp();
            console.Profile.Out.Writer.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{value} of {images} images read"));
        }
    }
}
