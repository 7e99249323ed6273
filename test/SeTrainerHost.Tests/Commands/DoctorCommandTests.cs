using System.Text.Json;

namespace SeTrainerHost.Tests.Commands;

public sealed class DoctorCommandTests
{
    private static readonly string[] Parts =
        [".NET", "threads", "instruction sets", "memory", "libtorch", "CUDA", "ONNX Runtime"];

    [Fact]
    public async Task Doctor_OnAMachineThatTrains_FindsEachPart()
    {
        var (code, output, error) = await Run();
        Assert.Equal((TrainerApp.Done, ""), (code, error));
        Assert.All(Parts, part => Assert.Contains(part, output, StringComparison.Ordinal));

        (code, output, _) = await Run("--json");
        Assert.Equal(TrainerApp.Done, code);
        var findings = JsonDocument.Parse(output).RootElement.EnumerateArray().ToArray();
        Assert.Superset(
            Parts.ToHashSet(),
            findings.Select(finding => finding.GetProperty("name").GetString()!).ToHashSet());
        Assert.DoesNotContain(findings, finding => finding.GetProperty("health").GetString() == "wrong");
    }

    [Fact]
    public async Task Doctor_UnknownArgument_IsRefused()
    {
        var (code, output, error) = await Run("patient");
        Assert.Equal((TrainerApp.WrongInput, ""), (code, output));
        Assert.Contains("patient", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await TrainerApp.RunAsync(["doctor", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
