using Microsoft.ML.OnnxRuntime;

namespace Compat.Microsoft.ML.OnnxRuntime.Tests;

/// <summary>The sources are ONNX Runtime's own: what is tested is that they and the native library fit and are found.</summary>
public class RuntimeTests
{
    // y = x + x, both float of N x 2, opset 17.
    private static readonly byte[] Model = Convert.FromBase64String(
        "CAgSADo/Cg4KAXgKAXgSAXkiA0FkZBIBZ1oUCgF4Eg8KDQgBEgkKAxIBTgoCCAJiFAoBeRIPCg0IARIJCgMSAU4KAggCQgQKABAR");

    [Fact]
    public void GetVersionString_NativeLibrary_IsFoundBesideTheOutput()
    {
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "libonnxruntime.so")));
        Assert.True(new Version(OrtEnv.Instance().GetVersionString()) >= new Version(1, 23));
    }

    [Fact]
    public void Run_Model_ComputesItsOutput()
    {
        using var session = new InferenceSession(Model);
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory([1f, 2, 3, 4], [2, 2]);
        using var outputs = session.Run(options, ["x"], [input], ["y"]);

        Assert.Equal([-1, 2], session.InputMetadata["x"].Dimensions);
        Assert.Equal([2, 2], outputs[0].GetTensorTypeAndShape().Shape);
        Assert.Equal([2, 4, 6, 8], outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void InferenceSession_NotAModel_Throws()
        => Assert.Throws<OnnxRuntimeException>(() => new InferenceSession([1, 2, 3]));
}
