using System.Runtime.InteropServices;

namespace SeTrainerHost.Tests.Packages;

/// <summary>The packages as a stranger meets them: from a feed, without the sources.</summary>
[Collection(PackagesGroup.Name)]
public sealed class ConsumerTests(PackedPackages packages)
{
    [Fact]
    public void Consumer_OfTheLibrary_TrainsSavesLoadsAndPredicts()
    {
        packages.Run(
            packages.Consumer, "dotnet", "build", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier,
            "--no-self-contained", "-o", "built", "--nologo", "-v", "q",
            "-nodeReuse:false");
        var output = packages.Run(packages.Consumer, "dotnet", Path.Combine("built", "Consumer.dll"));
        Assert.Equal(
            ["stock accuracy 1", "engine left right", "batched accuracy 1", "predictor left right", "block 1x64x4x4"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Tool_Installed_TrainsAndPredicts()
    {
        using var pictures = new PictureFolder();
        var tool = packages.Path("tool");
        packages.Run(
            packages.Consumer, "dotnet", "tool", "install", "se-trainer", "--tool-path", tool, "--add-source",
            packages.Feed);
        var trainer = Path.Combine(tool, "se-trainer");
        packages.Run(
            pictures.Root, trainer, "train", "--data", pictures.Images, "--architecture", "se-resnet-8-cifar",
            "--image-size", "16", "--batch-size", "4", "--epochs", "10", "--output",
            pictures.Output);
        var predicted = packages.Run(
            pictures.Root,
            trainer,
            "predict",
            "--model",
            pictures.Path("output", "model.zip"),
            Path.Combine(pictures.Images, "blue", "0.png"));
        Assert.Contains("blue", predicted[predicted.IndexOf("0.png", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }
}
