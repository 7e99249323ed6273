using TorchSharp;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The device to run on.</summary>
internal static class Devices
{
    /// <summary>The device that an option stands for, found to compute in a precision.</summary>
    /// <exception cref="PlatformNotSupportedException">
    /// The processor does not compute in this precision; the message says why.
    /// </exception>
    /// <inheritdoc cref="Choose(TrainingDevice)"/>
    public static torch.Device Choose(TrainingDevice device, TrainingPrecision precision)
    {
        var chosen = Choose(device);
        if (chosen.type == DeviceType.CPU && precision == TrainingPrecision.BFloat16 && !OneDnn.IsUsed)
            throw new PlatformNotSupportedException(
                $"Precision must be Single here, was BFloat16, which needs oneDNN: {OneDnn.Notice}");
        return chosen;
    }

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
                    "Device is Cuda, but TorchSharp finds no CUDA here: add the package TorchSharp-cuda-linux or "
                    + "TorchSharp-cuda-windows, or choose Auto or Cpu"),
        };
    }
}
