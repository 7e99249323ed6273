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
        return Process.Start(new ProcessStartInfo("dotnet", [path, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Runs a sample to its end, which must be a good one, and returns what it printed.</summary>
    public async Task<string> Run(string project, params string[] arguments)
    {
        var (code, output, error) = await Finish(project, project, arguments);
        Assert.True(code == 0, $"{project} ended with {code}: {error}\n{output}");
        return output;
    }

    public async Task<(int Code, string Output, string Error)> Finish(string project, string program, params string[] arguments)
    {
        using var process = Start(project, program, arguments);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var end = patience.Token.Register(process.Kill);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, await output, error);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
