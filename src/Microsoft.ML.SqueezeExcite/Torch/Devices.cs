using global::TorchSharp;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Finds torch, and the device to run on.</summary>
internal static class Devices
{
    /// <summary>The device that an option stands for.</summary>
    /// <exception cref="InvalidOperationException">CUDA was asked for and TorchSharp has none.</exception>
    /// <exception cref="DllNotFoundException">There is no libtorch; the message says what to install.</exception>
    public static torch.Device Choose(TrainingDevice device)
    {
        RequireTorch();
        return device switch
        {
            TrainingDevice.Cpu => torch.CPU,
            TrainingDevice.Auto => torch.cuda.is_available() ? torch.CUDA : torch.CPU,
            _ => torch.cuda.is_available()
                ? torch.CUDA
                : throw new InvalidOperationException(
                    "Device is Cuda, but TorchSharp finds no CUDA here: add the package TorchSharp-cuda-linux or TorchSharp-cuda-windows, or choose Auto or Cpu"),
        };
    }

    private static void RequireTorch()
    {
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or NotSupportedException or EntryPointNotFoundException)
        {
            throw new DllNotFoundException(
                "training needs libtorch, which could not be loaded: add the package TorchSharp-cpu (or TorchSharp-cuda-linux, TorchSharp-cuda-windows) "
                + "to the application; where it builds against the compat packages, install Debian's libtorch-dev. "
                + (e.InnerException ?? e).Message,
                e);
        }
    }
}
