using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>oneDNN on machines that do not say what caches they have.</summary>
public sealed class OneDnnTests
{
    /// <summary>A third-generation EPYC (32 KiB of eight ways, 64 sets), and a virtual machine that hides its caches.</summary>
    [Theory]
    [InlineData(0x00004121, 0x01C0003F, 0x0000003F, true)]
    [InlineData(0, 0, 0, false)]
    public void KnowsCaches_OfAnAnswer_TellsWhetherThereIsOne(int eax, int ebx, int ecx, bool expected) =>
        Assert.Equal(expected, OneDnn.KnowsCaches((eax, ebx, ecx, 0)));

    /// <summary>The numbers of channels for which oneDNN, with caches of one byte, divides by zero: the process ends.</summary>
    [Theory]
    [InlineData(1024, 512)]
    [InlineData(256, 1024)]
    [InlineData(512, 2048)]
    public void Convolution_OfManyChannels_IsTheMatrixProduct(int channels, int outputs)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var images = randn(2, channels, 4, 4, generator: generator);
        var weight = randn(outputs, channels, 1, 1, generator: generator);
        var expected = einsum("nchw,oc->nohw", images, weight.squeeze());
        var actual = nn.functional.conv2d(ChannelsLast.View(images.permute(0, 2, 3, 1).contiguous()), weight);
        Assert.True(allclose(expected, actual, rtol: 1e-3, atol: 1e-3));
    }

    [Fact]
    public void Sizes_OfAnAnswer_AreThoseOfItsLeavesOrGuesses()
    {
        const int FirstLevel = unchecked((int)0x80000005);
        Assert.Equal(
            [48u << 10, 1u << 20, 4u << 20],
            OneDnnCaches.Sizes((leaf, _) => leaf == FirstLevel ? (0, 0, 0x300C0140, 0) : (0, 0, 0x04006140, 0)));
        Assert.Equal([32u << 10, 512u << 10, 4u << 20], OneDnnCaches.Sizes((_, _) => default));
    }

    /// <summary>What follows a library's own pages without a gap and without a file is its memory, too.</summary>
    [Fact]
    public void WritableMemory_OfMaps_IsTheLibrarysAndWhatFollowsIt()
    {
        string[] maps =
        [
            "1000-2000 r-xp 00000000 fe:00 7 /lib/libtorch_cpu.so",
            "2000-3000 rw-p 00001000 fe:00 7 /lib/libtorch_cpu.so", "3000-5000 rw-p 00000000 00:00 0",
            "6000-7000 rw-p 00000000 00:00 0", "7000-8000 rw-p 00000000 fe:00 8 /lib/libc.so.6",
            "8000-9000 rw-p 00000000 00:00 0 [heap]",
        ];
        Assert.Equal([((nint)0x2000, (nint)0x1000), (0x3000, 0x2000)], OneDnnCaches.WritableMemory(maps, "/libtorch_cpu.so"));
    }

    [Fact]
    public void ChooseDevice_BFloat16_NeedsOneDnn()
    {
        var options = new SeNetOptions { Device = TrainingDevice.Cpu, Precision = TrainingPrecision.BFloat16 };
        if (OneDnn.IsUsed)
        {
            Assert.Equal(DeviceType.CPU, Devices.Choose(options.Device, options.Precision).type);
            return;
        }

        var e = Assert.Throws<PlatformNotSupportedException>(() => Devices.Choose(options.Device, options.Precision));
        Assert.Contains("Precision must be Single here, was BFloat16", e.Message, StringComparison.Ordinal);
    }
}
