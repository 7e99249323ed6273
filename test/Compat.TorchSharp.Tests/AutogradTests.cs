using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Compat.TorchSharpTests;

public class AutogradTests
{
    [Fact]
    public void Backward_Twice_GradientsAddUp()
    {
        using var scope = NewDisposeScope();
        var x = tensor(2.0).requires_grad_();

        (x * x).backward();
        (x * x).backward();

        Assert.Equal(8, x.grad!.ToDouble());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void NoGrad_InsideAndAfter_SwitchesAndSwitchesBack()
    {
        using var scope = NewDisposeScope();
        var x = ones(2).requires_grad_();
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }

        Assert.True(is_grad_enabled());
        using (inference_mode())
            Assert.True(is_inference_mode_enabled());
        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void InPlace_LeafThatRequiresGradient_Throws()
    {
        using var x = ones(2).requires_grad_();

        var exception = Assert.Throws<ExternalException>(() => x.add_(1));

        Assert.Contains("leaf Variable that requires grad", exception.Message);
    }

    [Fact]
    public void Grad_UnusedInput_IsNullWhereAllowed()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (tensor(3.0).requires_grad_(), tensor(1.0).requires_grad_());

        var gradients = autograd.grad([x * x], [x, y], allow_unused: true);

        Assert.Equal(6, gradients[0].ToDouble());
        Assert.Null(gradients[1]);
        Assert.Null(x.grad);
    }

    [Fact]
    public void RetainGrad_NotALeaf_KeepsItsGradient()
    {
        using var scope = NewDisposeScope();
        var x = tensor(3.0).requires_grad_();
        var square = x * x;
        square.retain_grad();

        (square * 2).backward();

        Assert.False(square.is_leaf);
        Assert.Equal(2, square.grad!.ToDouble());
        Assert.False(square.detach().requires_grad);
    }

    [Fact]
    public void ClipGradNorm_TooLong_IsScaledToTheNorm()
    {
        using var scope = NewDisposeScope();
        var parameters = new[] { nn.Parameter(ones(2)), nn.Parameter(ones(2)) };
        (parameters[0] * 3).sum().backward();
        (parameters[1] * 4).sum().backward();

        var norm = nn.utils.clip_grad_norm_(parameters, 1.0);

        Assert.Equal(Math.Sqrt(50), norm, 5);
        Assert.Equal(3 / Math.Sqrt(50), parameters[0].grad![0].ToDouble(), 5);
        nn.utils.clip_grad_value_(parameters, 0.5);
        Assert.Equal(0.5, parameters[1].grad!.max().ToDouble(), 6);
    }
}
