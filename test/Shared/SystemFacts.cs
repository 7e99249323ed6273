namespace SqueezeExcite.Testing;

/// <summary>A test of what Windows has no like of: pipes with a name, files without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "there is no such thing on Windows";
    }
}

/// <summary>A test that needs Linux: its /proc, or GNU's commands.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "this needs Linux";
    }
}
