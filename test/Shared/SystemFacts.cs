namespace SqueezeExcite.Testing;

/// <summary>A test of named pipes, unnamed files or signals, which Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no named pipes, unnamed files or signals of this kind";
    }
}

/// <summary>A test of /proc, GNU commands or ELF libraries, which only Linux has.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "needs /proc, GNU commands or ELF libraries, which only Linux has";
    }
}
