using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>oneDNN on machines that do not say what caches they have.</summary>
public sealed class OneDnnTests
{
    /// <summary>The first answer of an EPYC of the third generation (32 KiB of eight ways, 64 sets), and that of a virtual machine which hides it.</summary>
    [Theory]
    [InlineData(0x00004121, 0x01C0003F, 0x0000003F, true)]
    [InlineData(0, 0, 0, false)]
    public void KnowsCaches_OfAnAnswer_TellsWhetherThereIsOne(int eax, int ebx, int ecx, bool expected) =>
        Assert.Equal(expected, OneDnn.KnowsCaches((eax, ebx, ecx, 0)));

    /// <summary>1024 channels to 512 and the like are those that a cache of one byte makes oneDNN divide by zero for: the process would end.</summary>
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
    public void ChooseDevice_BFloat16WithoutOneDnn_IsRefused()
    {
        var options = new SeNetOptions { Device = TrainingDevice.Cpu, Precision = TrainingPrecision.BFloat16 };
        if (OneDnn.IsSafe)
        {
            Assert.Equal(DeviceType.CPU, options.ChooseDevice().type);
            return;
        }

        var e = Assert.Throws<PlatformNotSupportedException>(() => options.ChooseDevice());
        Assert.Contains("Precision must be Single here, was BFloat16", e.Message, StringComparison.Ordinal);
    }
}
