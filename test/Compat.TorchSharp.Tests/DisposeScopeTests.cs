using TorchSharp;
using static TorchSharp.torch;

namespace Compat.TorchSharpTests;

public class DisposeScopeTests
{
    [Fact]
    public void Dispose_Scope_TakesWhatWasNotMoved()
    {
        Tensor dead, moved, detached;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                dead = zeros(1);
                moved = zeros(1).MoveToOuterDisposeScope();
                detached = zeros(1).DetachFromDisposeScope();
            }

            Assert.True(dead.IsInvalid);
            Assert.False(moved.IsInvalid);
            Assert.True(outer.Contains(moved));
        }

        Assert.True(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void DisposeEverythingBut_Kept_StaysInTheScope()
    {
        using var scope = NewDisposeScope();
        var (kept, dead) = (zeros(1), zeros(1));

        scope.DisposeEverythingBut(kept);

        Assert.True(dead.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Dispose_OutOfOrder_OuterStaysCurrent()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();

        outer.Dispose();

        Assert.Same(inner, CurrentDisposeScope);
        inner.Dispose();
        Assert.Null(CurrentDisposeScope);
        Assert.Throws<ObjectDisposedException>(() => outer.DisposablesCount);
    }

    [Fact]
    public void Parameter_MadeInScope_TakesTheTensorsPlace()
    {
        using var scope = NewDisposeScope();
        var data = zeros(1);

        var parameter = nn.Parameter(data);

        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.Equal(1, scope.DisposablesCount);
        Assert.True(scope.Contains(parameter));
    }

    [Fact]
    public void Wrapped_Result_OutlivesTheScope()
    {
        using var result = WrappedTensorDisposeScope(() => zeros(2) + 1);

        Assert.Equal([1f, 1f], result.data<float>().ToArray());
    }

    [Fact]
    public void Statistics_CreatedAndDisposed_AreCounted()
    {
        DisposeScopeManager.Statistics.Reset();
        zeros(1).Dispose();
        using (NewDisposeScope())
        {
            _ = zeros(1);
            _ = zeros(1).DetachFromDisposeScope();
        }

        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        Assert.Equal((1, 1), (statistics.CreatedOutsideScopeCount, statistics.DisposedOutsideScopeCount));
        Assert.Equal((2, 1), (statistics.CreatedInScopeCount, statistics.DisposedInScopeCount));
        Assert.Equal(1, statistics.DetachedFromScopeCount);
        Assert.Equal(1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Collected_NeverDisposed_FreesTheTensor()
    {
        var before = Tensor.TotalCount;
        MakeGarbage();

        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.True(Tensor.TotalCount <= before, $"{Tensor.TotalCount} tensors, {before} before");
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void MakeGarbage()
    {
        for (var i = 0; i < 100; i++)
            _ = zeros(1);
    }
}
