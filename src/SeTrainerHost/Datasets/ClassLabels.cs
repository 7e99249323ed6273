using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Datasets;

/// <summary>
/// The labels of images against the classes of a model. A label that is not one of them is a missing one to ML.NET, which leaves
/// the image out and says nothing.
/// </summary>
internal static class ClassLabels
{
    /// <summary>The classes of images to train on.</summary>
    /// <param name="training">The images.</param>
    /// <param name="say">Gets a message where classes differ in their Unicode form alone.</param>
    /// <exception cref="InvalidDataException">There are fewer than two.</exception>
    public static IReadOnlyList<string> Of(IDataView training, Action<string> say)
    {
        string[] classes = [.. Labels(training).Where(label => label.Length > 0).Distinct(StringComparer.Ordinal)];
        foreach (var alike in classes.GroupBy(UnicodeForm.Composed, StringComparer.Ordinal).Where(group => group.Count() > 1))
            say($"{alike.Count()} classes look alike and differ in their Unicode form alone: {UnicodeForm.Tell(alike)}");
        return classes.Length switch
        {
            0 => throw new InvalidDataException("--data has no image with a label to train on"),
            1 => throw new InvalidDataException(
                $"--data has one class only to train on, '{LabelText.InOneLine(classes[0])}': there must be at least 2"),
            _ => classes,
        };
    }

    /// <summary>Says how many images have a label that is not a class.</summary>
    /// <param name="images">The images.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="what">What the images are, for messages: "test".</param>
    /// <param name="say">Gets the message, if there is such an image.</param>
    /// <exception cref="InvalidDataException">There is no other image.</exception>
    public static void Check(IDataView images, IReadOnlyList<string> classes, string what, Action<string> say)
    {
        var known = classes.ToHashSet(StringComparer.Ordinal);
        var labels = Labels(images);
        string[] unknown = [.. labels.Where(label => !known.Contains(label))];
        var distinct = unknown.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var (names, alike) = (NameList.Of(distinct), LookAlikes(distinct, classes));
        if (labels.Length == 0)
            throw new InvalidDataException($"there are no {what} images");
        if (unknown.Length == labels.Length)
            throw new InvalidDataException(
                $"none of the {labels.Length} {what} images has a label that the model knows: theirs are {names}, the model's "
                + $"classes {NameList.Of(classes)}{alike}");
        if (unknown.Length > 0)
            say(
                $"{unknown.Length} of {labels.Length} {what} images have a label that the model does not know and were left out: "
                + $"{names}{alike}");
    }

    private static string[] Labels(IDataView images) => [.. images.GetColumn<string>("Label").Select(label => label ?? "")];

    private static string LookAlikes(IReadOnlyList<string> unknown, IReadOnlyList<string> classes)
    {
        var pairs = unknown
            .Join(classes, UnicodeForm.Composed, UnicodeForm.Composed, (label, name) => UnicodeForm.Tell([label, name]))
            .ToArray();
        return pairs.Length > 0 ? $"; in the Unicode form alone differ {string.Join(", ", pairs.Take(3))}" : "";
    }
}
