using static TorchSharp.Interop.Native;

namespace TorchSharp;

/// <summary>Switches the recording of gradients on this thread, and back when it is disposed of.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly bool _before = IsEnabled;

    internal AutoGradMode(bool enabled) => Set(enabled);

    internal static bool IsEnabled => Check(autograd_is_grad_enabled(out var enabled), enabled);

    public void Dispose() => Set(_before);

    private static void Set(bool enabled) => Check(autograd_set_grad_enabled(enabled));
}

/// <summary>No finaliser: the native guard belongs to the thread that made it, so another must not end it.</summary>
internal sealed class InferenceMode : IDisposable
{
    private nint _guard;

    internal InferenceMode(bool mode) => Check(autograd_enter_inference_mode(mode, out _guard));

    internal static bool IsEnabled => Check(autograd_is_inference_mode_enabled(out var enabled), enabled);

    public void Dispose()
    {
        if (_guard == 0)
            return;
        Check(autograd_leave_inference_mode(_guard));
        _guard = 0;
    }
}

public static partial class torch
{
    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    public static bool is_grad_enabled() => AutoGradMode.IsEnabled;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => InferenceMode.IsEnabled;

    public static int get_num_threads() => Check(torch_get_num_threads(out var count), count);

    public static void set_num_threads(int num) => Check(torch_set_num_threads(num));

    public static int get_num_interop_threads() => Check(torch_get_num_interop_threads(out var count), count);

    public static void set_num_interop_threads(int num) => Check(torch_set_num_interop_threads(num));
}
