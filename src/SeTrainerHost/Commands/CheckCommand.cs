using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using SeTrainerHost.Datasets;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer check</c>: finds what is wrong with images before they are trained on.</summary>
internal static class CheckCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var data = new Argument<string>("DATA") { Description = "The images to train on: class folders, or a table of files." };
        var valid = new Option<string?>("--valid") { Description = "Images to validate on, in the same forms." };
        var test = new Option<string?>("--test") { Description = "Images to test on, in the same forms." };
        var testFraction = new Option<double?>("--test-fraction")
        {
            Description = string.Create(
                CultureInfo.InvariantCulture,
                $"The share of images that is to be kept for the test; default {TestImages.UsualFraction}, and 0 with --test."),
        };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON on standard output." };
        var command = new Command("check", "Finds unreadable images, copies, wrong labels and leaks into the test.")
        {
            data, valid, test, testFraction, json,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var ml = new MLContext();
                var tested = parsed.GetValue(test);
                var fraction = parsed.GetValue(testFraction) ?? (tested is null ? TestImages.UsualFraction : 0);
                if (fraction is not (>= 0 and < 1))
                    throw new ArgumentException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"--test-fraction must be at least 0 and below 1, was {fraction}"));
                var (images, validated, others) = (
                    Files("DATA", parsed.GetValue(data)!),
                    Optional("--valid", parsed.GetValue(valid)),
                    Optional("--test", tested));
                var check = CheckProgress.Run(
                    Consoles.On(error),
                    ImageFiles.Count(images) + ImageFiles.Count(validated) + ImageFiles.Count(others),
                    progress => ml.Data.CheckImages(
                        images, "Label", ImageFiles.PathColumn, validated, others, fraction, progress, cancellation));
                if (parsed.GetValue(json))
                    output.WriteLine(JsonOutput.Of(check));
                else
                    new CheckTables(Consoles.On(output)).Print(check);
                return check.HasErrors ? TrainerApp.Failed : TrainerApp.Done;

                IDataView? Optional(string setting, string? value) => value is null ? null : Files(setting, value);

                IDataView Files(string setting, string value) =>
                    Dataset.Open(ml, value, error.WriteLine) is { HasPaths: true } files
                        ? files.Training
                        : throw new ArgumentException(
                            $"{setting} must be a folder of class folders or a table of image files, was '{value}': there is "
                            + "nothing to check in pixels");
            },
            CancellationToken.None));
        return command;
    }
}
