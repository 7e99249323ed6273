using System.Diagnostics;
using SqueezeExcite.Testing;

namespace SeTrainerHost.Tests;

/// <summary>The program as a process: signals, and native libraries that are missing.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task Train_Interrupted_ExitsWith130AndKeepsTheOldModelBesideTheRun()
    {
        Directory.CreateDirectory(_folder.Output);
        var model = Path.Combine(_folder.Output, "model.zip");
        await File.WriteAllTextAsync(model, "the old model");
        using var process = Start(AppContext.BaseDirectory, [], "--overwrite", "--epochs", "100000");
        while (await process.StandardError.ReadLineAsync() is { } line && !line.Contains("epoch", StringComparison.Ordinal))
        {
        }

        TrainerProcess.Interrupt(process);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        Assert.Equal(130, process.ExitCode);
        var last = await process.StandardError.ReadToEndAsync();
        Assert.Contains($"to go on: se-trainer train --data {_folder.Images}", last, StringComparison.Ordinal);
        Assert.Contains("--epochs 100000 --resume\n", last, StringComparison.Ordinal);
        Assert.Equal("the old model", await File.ReadAllTextAsync(Path.ChangeExtension(model, ".previous.zip")));
        Assert.Equal(
            ["first-batch.json", "last.safetensors", "log.csv", "model.previous.zip", "run.yaml", "test-images.json"],
            Directory.GetFiles(_folder.Output).Select(Path.GetFileName).Order());
    }

    [LinuxFact]
    public Task Train_LibtorchMissing_NamesThePackage() =>
        NamesThePackage("*orch*.so*", "TorchSharp-cpu", "libtorch, which could not be loaded");

    [LinuxFact]
    public Task Train_OnnxRuntimeMissing_NamesThePackage() =>
        NamesThePackage("libonnxruntime.so", "Microsoft.ML.OnnxRuntime", "ONNX Runtime");

    private async Task NamesThePackage(string library, params string[] parts)
    {
        var program = _folder.Path("program");
        Copy(AppContext.BaseDirectory, program, library);
        // TorchSharp looks for libtorch in the package cache, too.
        using var process = Start(program, [("NUGET_PACKAGES", _folder.Path("packages"))], "--epochs", "1");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        Assert.All(parts, part => Assert.Contains(part, error, StringComparison.Ordinal));
        Assert.DoesNotContain("epoch", error, StringComparison.Ordinal);
    }

    /// <summary>Without eng/libstdcxx.sh's stand-in, which is in LD_LIBRARY_PATH where the system needs it.</summary>
    [LinuxFact]
    public async Task Train_WithTheSystemsLibstdcxx_RunsOrSaysThatItIsTooOld()
    {
        using var process = Start(AppContext.BaseDirectory, [("LD_LIBRARY_PATH", "")], "--epochs", "1");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
            return;
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("GLIBCXX_3.4.32 (GCC 13)", error, StringComparison.Ordinal);
        Assert.Contains("eng/libstdcxx.sh", error, StringComparison.Ordinal);
        Assert.False(
            Directory.Exists(Path.Combine(AppContext.BaseDirectory, "cpu")),
            "TorchSharp has copied libtorch out of the package cache");
    }

    private Process Start(string program, (string Name, string Value)[] environment, params string[] options) =>
        TrainerProcess.Start(program, environment, [
            "train", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--image-size", "16",
            "--output", _folder.Output, .. options,
        ]);

    private static void Copy(string from, string to, string without)
    {
        var left = Directory.GetFiles(from, without, SearchOption.AllDirectories).ToHashSet();
        Assert.NotEmpty(left);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(file => !left.Contains(file)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
