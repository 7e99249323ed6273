using System.Diagnostics;
using System.Reflection;

namespace SeTrainerHost.Tests.Packages;

/// <summary>
/// The packages, packed from what is built, in a folder outside the repository: <c>feed</c>. test/Consumer's NuGet.config adds it
/// to the sources that the user has.
/// </summary>
public sealed class PackedPackages : IDisposable
{
    private readonly string _work = Directory.CreateTempSubdirectory("se-packages-test-").FullName;

    public PackedPackages()
    {
        Feed = Path("feed");
        Pack(Feed);
        Consumer = Directory.CreateDirectory(Path("consumer")).FullName;
        foreach (var file in Directory.GetFiles(System.IO.Path.Combine(Setting("RepositoryRoot"), "test", "Consumer")))
            File.Copy(file, System.IO.Path.Combine(Consumer, System.IO.Path.GetFileName(file)));

        // A version is packed again and again here: what was restored of it before is stale.
        if (Directory.Exists(PackagesFolder))
            Directory.Delete(PackagesFolder, recursive: true);
    }

    public string Feed { get; }

    public string Consumer { get; }

    /// <summary>Where the consumers keep what they restore: neither the user's folder nor another build's.</summary>
    private static string PackagesFolder => System.IO.Path.Combine(Setting("ArtifactsPath"), "consumer-packages");

    public static string Setting(string name) =>
        typeof(PackedPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;

    public string Path(params string[] parts) => System.IO.Path.Combine([_work, .. parts]);

    /// <summary>Packs what is built already.</summary>
    public void Pack(string folder) =>
        Run(
            Setting("RepositoryRoot"),
            "dotnet",
            "pack",
            "SqueezeExcite.sln",
            "-c",
            Setting("Configuration"),
            "--no-build", "--nologo", "-v", "q", "-nodeReuse:false",
            $"-p:PackageOutputPath={folder}/");

    /// <summary>Runs a program in a folder, and gives what it wrote. It must succeed.</summary>
    public string Run(string folder, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test's own MSBuild is not the child's; and no server of the child's outlives it.
        foreach (
            var name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
                .ToArray())
            start.Environment.Remove(name);
        start.Environment["UseSharedCompilation"] = "false";
        if (folder != Setting("RepositoryRoot"))
        {
            // What has been restored before is not fetched again.
            start.Environment["NUGET_PACKAGES"] = PackagesFolder;
            start.Environment["NUGET_FALLBACK_PACKAGES"] = Setting("NuGetPackageRoot");
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(
            process.ExitCode == 0,
            $"{string.Join(' ', command)}: exit code {process.ExitCode}\n{output}\n{error.Result}");
        return output;
    }

    public void Dispose() => Directory.Delete(_work, recursive: true);
}

/// <summary>Tests that share the packages: packing takes a while.</summary>
[CollectionDefinition(Name)]
public sealed class PackagesGroup : ICollectionFixture<PackedPackages>
{
    public const string Name = "packages";
}
