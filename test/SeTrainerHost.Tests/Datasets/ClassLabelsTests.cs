namespace SeTrainerHost.Tests.Datasets;

public sealed class ClassLabelsTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train")]
    [InlineData("sweep")]
    public async Task Train_LabelsThatTrainNothing_IsRefused(string command)
    {
        var unlabelled = _folder.Path("unlabelled.csv");
        await File.WriteAllLinesAsync(
            unlabelled,
            Directory.GetFiles(_folder.Images, "*.png", SearchOption.AllDirectories).Select(path => $"{path},"));
        var other = Directory.CreateDirectory(_folder.Path("other", "teal")).Parent!.FullName;
        File.Copy(_folder.Path("images", "red", "1.png"), Path.Combine(other, "teal", "1.png"));
        var one = Directory.CreateDirectory(_folder.Path("one")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(one, "red"), _folder.Path("images", "red"));

        await Refuses("--data has one class only to train on, 'red': there must be at least 2", "--data", one);
        await Refuses($"'{unlabelled}' has no image with a label: none of its 20 rows has one", "--data", unlabelled);
        await Refuses(
            "none of the 1 validation images has a label that the model knows: theirs are 'teal'",
            "--data",
            _folder.Images,
            "--valid",
            other);

        async Task Refuses(string message, params string[] data)
        {
            using var error = new StringWriter();
            var code = await TrainerApp.RunAsync(
                [
                    command, .. data, "--architecture", "se-resnet-8-cifar", "--image-size", "16", "--epochs", "1",
                    "--output", _folder.Output,
                ],
                TextWriter.Null,
                error);
            Assert.Equal(TrainerApp.WrongInput, code);
            Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        }
    }
}
