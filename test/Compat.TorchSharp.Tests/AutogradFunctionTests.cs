using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Compat.TorchSharpTests;

public class AutogradFunctionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backward_OfAProduct_IsAsAutogradsOwn(bool collect)
    {
        using var scope = NewDisposeScope();
        var (x, y) = (tensor([1.0, 2, 3]).requires_grad_(), tensor([4.0, 5, 6]).requires_grad_());

        var product = Product.apply(x, y, 2.0);
        if (collect)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        (product * product).sum().backward();

        Assert.Equal([8.0, 20, 36], product.data<double>());
        Assert.True(autograd.grad([(2 * x * y).pow(2).sum()], [x, y]).Zip([x.grad!, y.grad!]).All(pair => pair.First.allclose(pair.Second)));
    }

    [Fact]
    public void Apply_WithoutGradients_RecordsNothing()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (ones(2, ScalarType.Float64), ones(2, ScalarType.Float64).requires_grad_());

        Assert.False(Product.apply(x, x, 1.0).requires_grad);
        using (no_grad())
            Assert.False(Product.apply(x, y, 1.0).requires_grad);
        Assert.True(Product.apply(x, y, 1.0).requires_grad);
    }

    [Fact]
    public void Backward_OfTwoOutputs_GetsZerosForTheUnusedOne()
    {
        using var scope = NewDisposeScope();
        var x = tensor(3.0).requires_grad_();

        var both = SquareAndCube.apply(x);
        both[1].backward();

        Assert.Equal(27, x.grad!.ToDouble());
        Assert.Equal(9, both[0].ToDouble());
    }

    [Fact]
    public void Backward_ASecondTime_NeedsARetainedGraph()
    {
        using var scope = NewDisposeScope();
        var x = tensor(3.0).requires_grad_();
        var kept = Product.apply(x, x, 1.0);
        autograd.backward(kept, retain_graph: true);
        kept.backward();
        Assert.Equal(12, x.grad!.ToDouble());

        Assert.Contains("second time", Assert.Throws<ExternalException>(kept.backward).Message);
    }

    [Fact]
    public void Backward_ThatThrows_IsAnError()
    {
        using var scope = NewDisposeScope();
        var x = tensor(3.0).requires_grad_();

        Assert.Contains("no gradient of Faulty", Assert.Throws<ExternalException>(Faulty.apply(x, "no gradient of Faulty").backward).Message);
        Assert.Contains("(expected 2, got 1)", Assert.Throws<ExternalException>(Faulty.apply(x, "").backward).Message);
    }

    [Fact]
    public void Graph_ThatIsGone_KeepsNothing()
    {
        WeakReference Apply()
        {
            using var scope = NewDisposeScope();
            var context = new object();
            Product.apply(tensor(3.0).requires_grad_(), tensor(2.0), context);
            return new(context);
        }

        var context = Apply();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.False(context.IsAlive);
    }

    private sealed class Product : autograd.SingleTensorFunction<Product>
    {
        public override string Name => nameof(Product);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (x, y) = ((Tensor)vars[0], (Tensor)vars[1]);
            ctx.save_for_backward([x, y]);
            ctx.save_data("factor", vars[2]);
            return x * y * (vars[2] as double? ?? 1);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var saved = ctx.get_saved_variables();
            var gradient = grad_output * (double)ctx.get_data("factor")!;
            return [gradient * saved[1], gradient * saved[0], null!];
        }
    }

    private sealed class SquareAndCube : autograd.MultiTensorFunction<SquareAndCube>
    {
        public override string Name => nameof(SquareAndCube);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            var square = x * x;
            ctx.save_for_backward([x, square]);
            return [square, square * x];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var saved = ctx.get_saved_variables();
            return [grad_outputs[0] * 2 * saved[0] + grad_outputs[1] * 3 * saved[1]];
        }
    }

    private sealed class Faulty : autograd.SingleTensorFunction<Faulty>
    {
        public override string Name => nameof(Faulty);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("message", vars[1]);
            return (Tensor)vars[0] * 2;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            (string)ctx.get_data("message")! is { Length: > 0 } message ? throw new InvalidOperationException(message) : [grad_output];
    }
}
