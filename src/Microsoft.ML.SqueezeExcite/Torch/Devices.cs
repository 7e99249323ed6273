using TorchSharp;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The device to run on.</summary>
internal static class Devices
{
    /// <summary>The device that an option stands for.</summary>
    /// <exception cref="InvalidOperationException">CUDA was asked for and TorchSharp has none.</exception>
    /// <exception cref="DllNotFoundException">There is no libtorch; the message says what to install.</exception>
    public static torch.Device Choose(TrainingDevice device)
    {
        TorchLibrary.Require();
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
}
