using System.Globalization;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Experiments;

/// <summary>A row of an ablation: its name, and the options that differ from those of the network with its usual block.</summary>
internal sealed record AblationRow(string Name, IReadOnlyDictionary<string, string> Parameters);

/// <summary>A table of the ablations of arXiv 1709.01507, its rows in the paper's order.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Title">What is compared, and where the paper does.</param>
/// <param name="Rows">The rows.</param>
internal sealed record AblationTable(string Name, string Title, IReadOnlyList<AblationRow> Rows)
{
    /// <summary>The tables in the paper's order, for a network.</summary>
    /// <exception cref="ArgumentException">The network has no SE block to ablate.</exception>
    public static IReadOnlyList<AblationTable> Of(SeNetOptions options)
    {
        var network = options.Architecture.Name;
        var (plain, hasBlock) = NetworkName.Parse(network);
        if (!hasBlock || !Networks.Exists(network))
            throw new ArgumentException(
                $"an ablation needs a network of the catalogue with SE blocks, such as se-resnet-20-cifar, was '{network}'");
        var usual = options.Attention ?? SqueezeExcitation.Default;
        AblationRow Row(string name, string option, object value, object standard) =>
            new(name, value.Equals(standard) ? [] : Only(option, value));
        var original = new AblationRow("original", Only("architecture", plain));
        var block = new AblationRow("SE", new Dictionary<string, string>());
        return
        [
            new(
                "reduction-ratio",
                "Reduction ratio r (section 6.1)",
                [.. new[] { 2, 4, 8, 16, 32 }.Select(r => Row($"{r}", "reductionRatio", r, usual.ReductionRatio)), original]),
            new(
                "squeeze",
                "Squeeze operator (section 6.2)",
                [
                    Row("max", "squeeze", SqueezeKind.Max, usual.Squeeze),
                    Row("average", "squeeze", SqueezeKind.Average, usual.Squeeze),
                ]),
            new(
                "gate",
                "Excitation operator (section 6.3)",
                [
                    Row("ReLU", "gate", ActivationFunction.ReLU, usual.Gate),
                    Row("tanh", "gate", ActivationFunction.Tanh, usual.Gate),
                    Row("sigmoid", "gate", ActivationFunction.Sigmoid, usual.Gate),
                ]),
            new(
                "stages",
                "Stages with the block (section 6.4)",
                [
                    original,
                    .. GatedStages(network).Select(stage => new AblationRow($"SE_Stage_{stage}", Only("stages", stage))),
                    Row("SE_All", "stages", Stages.All, usual.Stages),
                ]),
            new(
                "placement",
                "Integration of the block (section 6.5)",
                [
                    Row("SE", "placement", SqueezeExcitationPlacement.Standard, usual.Placement),
                    Row("SE-PRE", "placement", SqueezeExcitationPlacement.Pre, usual.Placement),
                    Row("SE-POST", "placement", SqueezeExcitationPlacement.Post, usual.Placement),
                    Row("SE-Identity", "placement", SqueezeExcitationPlacement.Identity, usual.Placement),
                    Row("SE_3x3", "placement", SqueezeExcitationPlacement.Inside3x3, usual.Placement),
                ]),
            new(
                "no-se",
                "Without SE, and without the squeeze (section 7.1)",
                [original, Row("NoSqueeze", "squeeze", SqueezeKind.None, usual.Squeeze), block]),
        ];
    }

    private static Dictionary<string, string> Only(string option, object value) =>
        new() { [option] = Convert.ToString(value, CultureInfo.InvariantCulture)! };

    private static IEnumerable<int> GatedStages(string network) =>
        Networks.Create(network, Networks.UsualInput(network), 1000)
            .Nodes.Where(node => node.Operation is Scale)
            .Select(node => node.Stage)
            .Distinct()
            .Order();
}
