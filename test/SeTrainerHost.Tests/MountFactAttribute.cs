using System.Diagnostics;

namespace SeTrainerHost.Tests;

/// <summary>A test that needs a small disk of its own: skipped where the system lets nobody mount one in a namespace.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(Try);

    public MountFactAttribute()
    {
        if (!CanMount.Value)
            Skip = "unshare and mount are not allowed here";
    }

    private static bool Try()
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(
                    "unshare",
                    ["--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "-o", "size=1m", "none", Path.GetTempPath()])
                {
                    RedirectStandardError = true,
                })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
