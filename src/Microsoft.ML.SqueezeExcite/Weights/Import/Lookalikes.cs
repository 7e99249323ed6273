using System.Text.RegularExpressions;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Published networks whose tensors have the names and shapes of a network here, and which compute something else: strides,
/// poolings and non-linearities have no tensors. Where the names are of nothing else, the weights are refused; where they are of
/// several networks, the report says which.
/// </summary>
internal static class Lookalikes
{
    private const string OtherPoolings =
        "timm's anti-aliased networks (resnetaa50, resnetblur50), networks that were dilated (timm's output_stride=8 or 16, "
        + "torchvision's replace_stride_with_dilation) and Caffe's form with its stride in the first 1x1";

    private static readonly (string Source, string Architecture, string Refusal)[] Refused =
    [
        (
            TensorNaming.Legacy,
            "^se-resnet-(18|34|[0-9]+-cifar)",
            "those of timm's legacy_seresnet18 or 34, which have a ReLU before the SE block: they would fit but compute "
            + "something else, and there is no architecture here for them"),
    ];

    private static readonly (string Source, string Architecture, string Others)[] Ambiguous =
    [
        (TensorNaming.Torchvision, "^(se-)?res(net|next)-[0-9]+(-32x4d)?$", OtherPoolings),
        (
            TensorNaming.Torchvision,
            "^preresnet-[0-9]+-cifar$",
            "bearpaw's preresnet, whose projections read a unit's input before its batch norm"),
        (TensorNaming.Cadene, "^resnet-[0-9]+$", "Cadene's cafferesnet101, which is 'resnet-101-caffe' here"),
        (
            TensorNaming.Cadene,
            "^resnet-[0-9]+-caffe$",
            "Cadene's resnet18 to resnet152, which are 'resnet-18' to 'resnet-152' here"),
    ];

    /// <summary>Why weights of a source are not those of an architecture; null where they may be.</summary>
    public static string? Refusal(string source, string architecture) => Find(Refused, source, architecture);

    /// <summary>Other networks that weights of a source may be of; null where none is known.</summary>
    public static string? Others(string source, string architecture) => Find(Ambiguous, source, architecture);

    private static string? Find((string Source, string Architecture, string Text)[] rows, string source, string architecture) =>
        rows.FirstOrDefault(row => row.Source == source && Regex.IsMatch(architecture, row.Architecture)).Text;
}
