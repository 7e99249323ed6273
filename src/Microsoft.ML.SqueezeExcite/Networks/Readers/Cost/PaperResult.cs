namespace Microsoft.ML.SqueezeExcite;

/// <summary>What arXiv 1709.01507 reports for a network on ImageNet: tables 2 and 3, images of 224 pixels.</summary>
/// <param name="Top1Error">The top-1 error in percent.</param>
/// <param name="Top5Error">The top-5 error in percent.</param>
/// <param name="GigaMultiplyAdds">Billions of multiply-adds for one image; null where none is given.</param>
internal sealed record PaperResult(double Top1Error, double Top5Error, double? GigaMultiplyAdds)
{
    private static readonly Dictionary<string, PaperResult> Table = new()
    {
        ["resnet-50-caffe"] = new(24.80, 7.48, 3.86),
        ["se-resnet-50-caffe"] = new(23.29, 6.62, 3.87),
        ["resnet-101-caffe"] = new(23.17, 6.52, 7.58),
        ["se-resnet-101-caffe"] = new(22.38, 6.07, 7.60),
        ["resnet-152-caffe"] = new(22.42, 6.34, 11.30),
        ["se-resnet-152-caffe"] = new(21.57, 5.73, 11.32),
        ["resnext-50-32x4d-caffe"] = new(22.11, 5.90, 4.24),
        ["se-resnext-50-32x4d-caffe"] = new(21.10, 5.49, 4.25),
        ["resnext-101-32x4d-caffe"] = new(21.18, 5.57, 7.99),
        ["se-resnext-101-32x4d-caffe"] = new(20.70, 5.01, 8.00),
        ["vgg-16"] = new(27.02, 8.81, 15.47),
        ["se-vgg-16"] = new(25.22, 7.70, 15.48),
        ["bn-inception"] = new(25.38, 7.89, 2.03),
        ["se-bn-inception"] = new(24.23, 7.14, 2.04),
        ["inception-resnet-v2"] = new(20.37, 5.21, 11.75),
        ["se-inception-resnet-v2"] = new(19.80, 4.79, 11.76),
        ["mobilenet-v1"] = new(28.4, 9.4, 0.569),
        ["se-mobilenet-v1"] = new(25.3, 7.7, 0.572),
        ["shufflenet-v1-g3"] = new(32.6, 12.5, 0.140),
        ["se-shufflenet-v1-g3"] = new(31.0, 11.1, 0.142),
        ["senet-154"] = new(18.68, 4.47, null),
    };

    /// <summary>
    /// The paper's row for a network of the catalogue; null where it has none. Its ResNets are those with the <c>-caffe</c> form.
    /// </summary>
    /// <param name="name">A name of the catalogue.</param>
    public static PaperResult? Of(string name) => Table.GetValueOrDefault(name);
}
