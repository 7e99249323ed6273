namespace Microsoft.ML.SqueezeExcite.Tests.Torch;

/// <summary>What is said where libtorch cannot be loaded; SeTrainerHost.Tests starts programs that meet it.</summary>
public sealed class TorchLibraryTests
{
    /// <summary>The text of .NET, which tries several names, on Debian 12.</summary>
    private const string TooOld = """
        Unable to load shared library 'LibTorchSharp' or one of its dependencies. In order to help diagnose problems [...]:
        /lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)
        /app/LibTorchSharp.so: cannot open shared object file: No such file or directory
        """;

    [Fact]
    public void Missing_LibstdcxxTooOld_SaysWhatIsMissingAndBothWaysOut()
    {
        var cause = new DllNotFoundException(TooOld);
        var fault = TorchLibrary.Missing(cause);
        Assert.Same(cause, fault.InnerException);
        Assert.Contains("GLIBCXX_3.4.32 (GCC 13)", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Debian 13 or Ubuntu 24.04", fault.Message, StringComparison.Ordinal);
        Assert.Contains("eng/libstdcxx.sh", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("not found (required by /app/libLibTorchSharp.so)", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("TorchSharp-cpu", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Missing_NoLibtorch_NamesThePackages()
    {
        var fault = TorchLibrary.Missing(
            new NotSupportedException("there is no reference to libtorch-cpu-linux-x64\n\nTrace from LoadNativeBackend:\n..."));
        Assert.Contains(
            "add the package TorchSharp-cpu (or TorchSharp-cuda-linux, TorchSharp-cuda-windows)",
            fault.Message,
            StringComparison.Ordinal);
        Assert.EndsWith("there is no reference to libtorch-cpu-linux-x64", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }
}
