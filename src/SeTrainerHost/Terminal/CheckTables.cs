using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using Spectre.Console;

namespace SeTrainerHost.Terminal;

/// <summary>A check of images as a person reads it: the classes with bars, sizes, and what is wrong.</summary>
internal sealed class CheckTables(IAnsiConsole console)
{
    private const int BarLength = 30;
    private const int Named = 10;

    public void Print(ImageCheck check)
    {
        Classes(check);
        Facts(check);
        Findings("unreadable images", check.Unreadable.Select(image => $"{Name(image)}: {image.Fault}"));
        Copies("groups of images with different labels", check.Copies.Where(copies => copies.IsConflict), WithLabel);
        Copies("groups of copies in different parts", check.Copies.Where(copies => copies.IsLeak), WithPart);
        var harmless = check.Copies.Where(copies => copies is { IsConflict: false, IsLeak: false }).ToLookup(c => c.IsExact);
        Copies("groups of exact copies", harmless[true], Name);
        Copies("groups of near copies", harmless[false], Name);
        Findings("classes too small to hold a share out", check.SmallClasses.Select(name => LabelText.InOneLine(name)));
        console.WriteLine(check.HasErrors ? "there are errors: see above" : "no errors");
    }

    private void Classes(ImageCheck check)
    {
        var hasParts = check.Classes.Any(c => c.Validation + c.Test > 0);
        var table = new Table().Border(TableBorder.Simple).AddColumn("class");
        foreach (var column in hasParts ? new[] { "training", "validation", "test" } : ["images"])
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn("");
        var most = check.Classes.Select(c => c.Training).DefaultIfEmpty().Max();
        foreach (var c in check.Classes)
        {
            string[] counts = hasParts ? [Text(c.Training), Text(c.Validation), Text(c.Test)] : [Text(c.Training)];
            table.AddRow([Markup.Escape(LabelText.InOneLine(c.Name)), .. counts, Bar(c.Training, most)]);
        }

        console.Write(table);
    }

    private void Facts(ImageCheck check)
    {
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"images {check.Images}  without label {check.Unlabelled}  grey {check.Grey}  transparent {check.Transparent}  "
                + $"with an EXIF orientation {check.Oriented}"));
        if (check is { Widths: { } widths, Heights: { } heights, AspectRatios: { } ratios })
            console.WriteLine($"width {Text(widths)}  height {Text(heights)}  width/height {Text(ratios)}");
    }

    private void Copies(string what, IEnumerable<ImageCopies> groups, Func<CheckedImage, string> name) => Findings(
        what,
        groups.Select(copies =>
            string.Join(" = ", copies.Images.Take(Named).Select(name))
            + (copies.Images.Count > Named ? " ..." : "")
            + (copies.IsExact ? "" : " (near)")));

    private void Findings(string what, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length == 0)
            return;
        console.WriteLine();
        console.WriteLine($"{Text(all.Length)} {what}{(all.Length > Named ? $", the first {Named}" : "")}:");
        foreach (var line in all.Take(Named))
            console.Profile.Out.Writer.WriteLine($"  {line}");
    }

    private static string WithLabel(CheckedImage image) => $"{Name(image)} [{LabelText.InOneLine(image.Label ?? "")}]";

    private static string WithPart(CheckedImage image) =>
        $"{Name(image)} [{image.Part}]";

    private static string Name(CheckedImage image) => LabelText.InOneLine(image.Path ?? $"row {Text(image.Row)}");

    private static string Bar(int count, int most) =>
        new('█', most == 0 ? 0 : (int)Math.Ceiling((double)BarLength * count / most));

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(ValueSpread spread) => string.Create(
        CultureInfo.InvariantCulture,
        $"{spread.Minimum:0.##} to {spread.Maximum:0.##}, median {spread.Median:0.##}");
}
