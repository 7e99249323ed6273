using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite.Reports;

namespace SeTrainerHost.Datasets;

/// <summary>How many images each class has in each part of the data.</summary>
/// <param name="Classes">The classes.</param>
/// <param name="Training">Those to train on, a share that is validated on included.</param>
/// <param name="Validation">Those to validate on, where they are given apart; null where not.</param>
/// <param name="Test">Those of the test.</param>
internal sealed record ClassCounts(
    IReadOnlyList<string> Classes,
    IReadOnlyList<int> Training,
    IReadOnlyList<int>? Validation,
    IReadOnlyList<int> Test)
{
    /// <summary>The images to train and to validate on, in another order of the classes.</summary>
    public IReadOnlyList<ClassImages> In(IReadOnlyList<string> order)
    {
        var at = Classes.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        return
        [
            .. order.Select(name => at.TryGetValue(name, out var i)
                ? new ClassImages(Training[i], Validation?[i] ?? 0)
                : new ClassImages(0, 0)),
        ];
    }

    /// <summary>Counts the labels, which are texts.</summary>
    /// <param name="classes">The classes in their order.</param>
    /// <param name="training">Images to train on.</param>
    /// <param name="validation">Images to validate on; null where none are given.</param>
    /// <param name="test">Images to test on.</param>
    public static ClassCounts Of(IReadOnlyList<string> classes, IDataView training, IDataView? validation, IDataView test)
    {
        return new ClassCounts(classes, Count(training), validation is null ? null : Count(validation), Count(test));

        IReadOnlyList<int> Count(IDataView images)
        {
            var counts = images.GetColumn<string>("Label").CountBy(label => label ?? "", StringComparer.Ordinal)
                .ToDictionary(StringComparer.Ordinal);
            return [.. classes.Select(name => counts.GetValueOrDefault(name))];
        }
    }
}
