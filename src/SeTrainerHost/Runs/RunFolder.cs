using System.Globalization;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Runs;

/// <summary>The folder of a run, held for it: no other run takes it at the same time.</summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>Where runs go that are not told where.</summary>
    public const string Parent = "runs";

    private const string LockName = "job.lock";

    // What tells a run's folder from another, beside a checkpoint.
    private static readonly string[] Signs = [RunFile.FileName, FinishedModel.ModelName];

    private readonly RunLock _lock;

    private RunFolder(string path, RunLock held) => (Path, _lock) = (path, held);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Takes the folder that is asked for, and makes it where it is not there.</summary>
    /// <param name="folder">The folder; null for the next free one of <c>runs/train-1</c>, <c>-2</c>, ...</param>
    /// <param name="goesOn">Whether a run that is there is to go on.</param>
    /// <param name="overwrites">Whether a run that is there is to be overwritten.</param>
    /// <exception cref="ArgumentException">There is a run, and nothing says what is to become of it.</exception>
    /// <exception cref="IOException">Another run has the folder.</exception>
    public static RunFolder Take(string? folder, bool goesOn, bool overwrites)
    {
        if (folder is null)
            return goesOn
                ? throw new ArgumentException("--resume needs --output, the folder of the run that goes on")
                : TakeNext();
        if (!goesOn && !overwrites && IsRun(folder))
            throw new ArgumentException(
                $"'{folder}' has a run: --resume goes on with it, --overwrite begins anew, and another --output leaves it as it "
                + "is");
        Directory.CreateDirectory(folder);
        return new RunFolder(folder, RunLock.Take(folder, LockName));
    }

    /// <summary>Lets go of the folder; one that has no file is not left behind.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        if (Directory.Exists(Path) && !Directory.EnumerateFileSystemEntries(Path).Any())
            Directory.Delete(Path);
    }

    private static bool IsRun(string folder) =>
        RunFiles.LastIn(folder) is not null || Signs.Any(name => File.Exists(System.IO.Path.Combine(folder, name)));

    private static RunFolder TakeNext()
    {
        var parent = Directory.CreateDirectory(Parent).FullName;
        for (var number = 1 + Taken(parent).DefaultIfEmpty().Max(); ; number++)
        {
            var folder = System.IO.Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"train-{number}"));
            Directory.CreateDirectory(folder);
            // Another process may take the same number at the same time.
            if (TryLock(folder) is not { } held)
                continue;
            if (!IsRun(folder))
                return new RunFolder(folder, held);
            held.Dispose();
        }
    }

    private static IEnumerable<int> Taken(string parent) =>
        Directory.GetDirectories(parent, "train-*").Select(System.IO.Path.GetFileName)
            .Select(name => int.TryParse(name!["train-".Length..], CultureInfo.InvariantCulture, out var number) ? number : 0);

    private static RunLock? TryLock(string folder)
    {
        try
        {
            return RunLock.Take(folder, LockName);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
