using System.Diagnostics;
using System.Reflection;

namespace Samples.Tests;

/// <summary>Runs programs that lie beside this one, each in a folder that goes with the test.</summary>
public sealed class Sample : IDisposable
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } =
        typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("senet-sample-").FullName;

    public string File(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Starts a project's program in the test's folder.</summary>
    public Process Start(string project, string program, params string[] arguments)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(output.Parent!.Parent!.FullName, project, output.Name, program + ".dll");
        return Dotnet([path, .. arguments]);
    }

    /// <summary>Builds a project of the test's folder.</summary>
    public Task<(int Code, string Output, string Error)> Build(string project) =>
        Finish(Dotnet(["build", File(project), "-c", "Release", "--nologo", "-p:RunAnalyzers=false"]));

    /// <summary>Runs a sample to its end, which must be a good one, and returns what it printed.</summary>
    public async Task<string> Run(string project, params string[] arguments)
    {
        var (code, output, error) = await Finish(project, project, arguments);
        Assert.True(code == 0, $"{project} ended with {code}: {error}\n{output}");
        return output;
    }

    public Task<(int Code, string Output, string Error)> Finish(string project, string program, params string[] arguments) =>
        Finish(Start(project, program, arguments));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Process Dotnet(IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo("dotnet", arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<(int Code, string Output, string Error)> Finish(Process started)
    {
        using var process = started;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var end = patience.Token.Register(process.Kill);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, await output, error);
    }
}
