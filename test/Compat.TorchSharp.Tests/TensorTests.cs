using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Compat.TorchSharpTests;

public class TensorTests
{
    [Fact]
    public void Tensor_FromArray_CopiesAndInfersTheType()
    {
        var numbers = new[] { 1f, 2f, 3f };
        using var copied = tensor(numbers);
        numbers[0] = 9;

        Assert.Equal(float32, copied.dtype);
        Assert.Equal([1f, 2f, 3f], copied.data<float>().ToArray());
        Assert.Equal([1, 2, 1, 2], tensor([1, 2, 3, 4], 1, 2, 1, 2).shape);
        Assert.Throws<ArgumentException>(() => tensor(numbers, [2, 2]));
    }

    [Fact]
    public void FromArray_AnyRank_SharesTheMemory()
    {
        var numbers = new float[,] { { 1, 2 }, { 3, 4 } };
        using var shared = from_array(numbers);
        numbers[1, 0] = 7;
        shared[0, 1] = 5f;

        Assert.Equal([2, 2], shared.shape);
        Assert.Equal(7, shared[1, 0].ToSingle());
        Assert.Equal(5, numbers[0, 1]);
    }

    [Fact]
    public void Frombuffer_OffsetAndCount_LooksAtAPart()
    {
        using var part = frombuffer(new long[] { 1, 2, 3, 4 }, int64, count: 2, offset: 1);

        Assert.Equal([2L, 3L], part.data<long>().ToArray());
    }

    [Fact]
    public void Bytes_Contiguous_ReadsAndWritesInPlace()
    {
        using var pixels = zeros(2, 3, uint8);
        pixels.bytes.Fill(7);
        MemoryMarshal.Cast<byte, byte>(pixels.bytes)[5] = 255;

        Assert.Equal([7, 7, 7, 7, 7, 255], pixels.data<byte>().ToArray());
        using var transposed = pixels.t();
        Assert.Throws<InvalidOperationException>(() => transposed.bytes.Length);
    }

    [Fact]
    public void Data_Strided_ReadsInLogicalOrder()
    {
        using var scope = NewDisposeScope();
        var transposed = arange(6, float32).view(2, 3).t();
        var data = transposed.data<float>();

        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], data.ToArray());
        Assert.Equal(4f, data[1, 1]);
        Assert.Equal(1f, data[2]);
        Assert.Throws<ArgumentException>(() => transposed.data<double>());
        Assert.Throws<IndexOutOfRangeException>(() => data[6]);

        var target = new float[3];
        data.CopyTo(target, arrayIndex: 1, tensorIndex: 4);
        Assert.Equal([0f, 2f, 5f], target);
        data.CopyFrom([10f, 11f], tensorIndex: 1);
        Assert.Equal([0f, 11f, 2f, 10f, 4f, 5f], transposed.t().data<float>().ToArray());
    }

    [Fact]
    public void Convolution_ChannelsLast_KeepsTheLayout()
    {
        using var scope = NewDisposeScope();
        Tensor ChannelsLast(Tensor t) => t.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

        var output = nn.functional.conv2d(ChannelsLast(rand(2, 4, 5, 5)), ChannelsLast(rand(8, 4, 3, 3)), padding: [1, 1]);

        Assert.Equal([200, 1, 40, 8], output.stride());
        Assert.False(output.is_contiguous());
        Assert.Equal(output.stride(), output.relu().stride());
    }

    [Fact]
    public void Index_SlicesMasksAndAssignment_FollowPython()
    {
        using var scope = NewDisposeScope();
        var x = arange(12).view(3, 4);

        Assert.Equal([4L, 6L], x[1, TensorIndex.Slice(step: 2)].data<long>().ToArray());
        Assert.Equal([3L, 7L, 11L], x[.., ^1].data<long>().ToArray());
        Assert.Equal([3, 1, 4], x[TensorIndex.Colon, TensorIndex.None].shape);
        Assert.Equal([9L, 10L, 11L], x[x > 8].data<long>().ToArray());

        x[0, 1] = 100L;
        x[2] = zeros(4, int64);
        Assert.Equal([0L, 100, 2, 3, 4, 5, 6, 7, 0, 0, 0, 0], x.data<long>().ToArray());
    }

    [Fact]
    public void IndexPut_Accumulate_AddsRepeatedIndices()
    {
        using var scope = NewDisposeScope();
        var counts = zeros(3);
        counts.index_put_(ones(4), [tensor([0L, 2, 2, 2])], accumulate: true);

        Assert.Equal([1f, 0f, 3f], counts.data<float>().ToArray());
    }

    [Fact]
    public void IndexPut_IndicesInAnArray_AddsOnlyByTensors()
    {
        using var scope = NewDisposeScope();
        var counts = zeros(3);
        counts.index_put_(ones(2), [TensorIndex.Tensor(tensor([1L, 1]))], true);
        counts.index_put_(tensor(5f), [TensorIndex.Single(0)], accumulate: false);

        counts.index_put_(ones(1), [TensorIndex.Tensor(tensor([2]))], true);

        Assert.Equal([5f, 2f, 1f], counts.data<float>().ToArray());
        Assert.Equal([1f, 5f], counts[tensor([2, 0])].data<float>().ToArray());
        Assert.Throws<Exception>(() => counts.index_put_(ones(1), [TensorIndex.Single(0)], true));
    }

    [Fact]
    public void Where_ConditionAlone_GivesTheIndicesOfEachDimension()
    {
        using var scope = NewDisposeScope();
        var found = where(tensor(new[,] { { true, false }, { false, true } }));

        Assert.Equal([[0, 1], [0, 1]], found.Select(indices => indices.data<long>().ToArray()));
        Assert.Throws<ArgumentException>(() => where(zeros(2)));
    }

    [Fact]
    public void Arguments_OfTheWrongTypeOrShape_AreRefusedBeforeLibtorchSeesThem()
    {
        using var scope = NewDisposeScope();
        var x = arange(4, float32);

        Assert.Throws<InvalidOperationException>(() => x.dot(zeros(3)));
        Assert.Throws<ArgumentException>(() => x.trace());
        Assert.Throws<ArgumentException>(() => x.masked_select(zeros(4, uint8)));
        Assert.Throws<ArgumentException>(() => x.index_add(0, zeros(1, int32), ones(1), 1));
        Assert.Throws<ArgumentException>(() => x.index_add_(0, zeros(1, int32), ones(1), 1));
        Assert.Throws<ArgumentException>(() => nn.functional.one_hot(zeros(2, int32)));
        Assert.Throws<ExternalException>(() => x.as_strided([2, 2], [2]));
        Assert.Throws<ExternalException>(() => empty_strided([2, 2], [2]));
    }

    [Fact]
    public void FreeFunctions_WithTrapsOfTheOfficialOnes_HaveThemToo()
    {
        using var scope = NewDisposeScope();
        var x = tensor([-0.5f, 0.5f]);

        Assert.True(erfinv(x).Equals(x.erf()));
        Assert.True(clamp_min_(x, 0).Equals(tensor([0f, 0.5f])));
        Assert.True(clamp_max_(x, 0).Equals(tensor([-0.5f, 0f])));
        Assert.Equal([-0.5f, 0.5f], x.data<float>().ToArray());
        Assert.True(div(x, tensor(2f), RoundingMode.floor).Equals(x / 2));
        Assert.True(div(x, 2, RoundingMode.floor).Equals(x / 2));
        Assert.True(div_(x.clone(), tensor(2f), RoundingMode.floor).Equals(x / 2));
        Assert.True(div_(x.clone(), 2, RoundingMode.floor).Equals((x / 2).floor()));
        Assert.True(var_mean(x).var.Equals(x.std()));
        Assert.True(x.var_mean().var.Equals(x.var()));
        Assert.False(randperm(3, float32, requires_grad: true).requires_grad);

        x.to(x, non_blocking: true).fill_(7);
        Assert.Equal(-0.5f, x[0].ToSingle());
    }

    [Fact]
    public void StdMeanAndVarMean_Dimensions_ReduceThem()
    {
        using var scope = NewDisposeScope();
        var x = rand(2, 3, 4);

        foreach (var (std, mean) in new[] { std_mean(x, (0, 2), keepdim: true), x.std_mean([0, 2], keepdim: true) })
        {
            Assert.True(std.allclose(x.std((0, 2), keepdim: true)));
            Assert.True(mean.allclose(x.mean([0, 2], keepdim: true)));
        }

        Assert.True(var_mean(x, 1, unbiased: false).var.allclose(x.var(1, unbiased: false)));
        Assert.True(x.var_mean((0, 1, 2)).mean.allclose(x.mean()));
    }

    [Fact]
    public void ComplexNumbers_ArangeAndRandint_AreMadeOfTheirParts()
    {
        using var scope = NewDisposeScope();
        var counted = arange(3, complex128);
        var drawn = randint(5, (20, 10), complex64);

        Assert.Equal(complex128, counted.dtype);
        Assert.Equal(new(2, 0), counted[2].ToComplexFloat64());
        Assert.Equal(complex64, drawn.dtype);
        Assert.Equal([20, 10], drawn.shape);
        Assert.All(drawn.flatten().unbind(), x =>
        {
            var (real, imaginary) = x.ToComplexFloat32();
            Assert.InRange(real, 0, 4);
            Assert.InRange(imaginary, 0, 4);
        });
    }

    [Fact]
    public void Item_OtherType_Throws()
    {
        using var one = tensor(1.5);

        Assert.Equal(1.5, one.item<double>());
        Assert.Equal(1, one.ToInt32());
        Assert.Throws<ArgumentException>(() => one.item<float>());
        Assert.Throws<ArgumentException>(() => zeros(2).item<float>());
    }

    [Fact]
    public void To_SameType_SharesTheTensor()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2);
        x.to(float32).fill_(3);
        x.to(CPU).add_(1);

        Assert.Equal([4f, 4f], x.data<float>().ToArray());
        Assert.Equal(int32, x.to(int32).dtype);
    }

    [Fact]
    public void Zero_Disposed_LeavesTheTensorUsable()
    {
        using var x = ones(2);
        x.zero_().Dispose();

        Assert.Equal([0f, 0f], x.data<float>().ToArray());
    }

    [Fact]
    public void Operation_Disposed_Throws()
    {
        var x = zeros(2);
        x.Dispose();

        Assert.True(x.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => x.Handle);
        Assert.Throws<InvalidOperationException>(() => x + 1);
    }

    [Fact]
    public void Operation_ShapesDoNotMatch_ThrowsWithLibtorchsWords()
    {
        var exception = Assert.Throws<ExternalException>(() => zeros(2, 3).matmul(zeros(2, 3)));

        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", exception.Message);
    }

    [Fact]
    public void Compare_Null_IsFalse()
    {
        using var x = zeros(2);
        Tensor? none = null;

        Assert.False((x == none!).ToBoolean());
        Assert.False(x.Equals(none!));
    }

    [Fact]
    public void Rand_IntegerType_Throws() => Assert.Throws<ArgumentException>(() => rand(2, dtype: int32));

    [Fact]
    public void Randint_BoundsOutsideTheType_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => randint(0, 300, [2L], uint8));

    [Fact]
    public void DefaultType_Double_IsUsedByFactories()
    {
        set_default_dtype(float64);
        try
        {
            Assert.Equal(float64, zeros(1).dtype);
            Assert.Equal(int64, arange(3).dtype);
            Assert.Throws<ArgumentException>(() => set_default_dtype(int32));
        }
        finally
        {
            set_default_dtype(float32);
        }
    }

    [Fact]
    public void Cuda_NotThere_IsSaid()
    {
        Assert.False(cuda.is_available());
        Assert.Equal(0, cuda.device_count());
        Assert.Throws<InvalidOperationException>(() => zeros(1, device: new Device("cuda:0")));
    }

    [Fact]
    public void ToString_EachStyle_IsWritten()
    {
        using var x = tensor(new float[,] { { 1, -2.5f }, { 3, 4 } });

        Assert.Equal("[2x2], type = Float32, device = cpu", x.ToString());
        Assert.Equal("[2x2], type = Float32, device = cpu\n 1 -2.5\n 3    4\n", x.jlstr(newLine: "\n"));
        Assert.Equal("[[1, -2.5]\n [3, 4]]", x.npstr(newLine: "\n"));
        Assert.Equal("[2x2], type = Float32, device = cpu, value = \nfloat [,] {\n {1f, -2.5f},\n {3f, 4f}\n}",
            x.cstr(newLine: "\n"));
        Assert.Equal("[0, 1, 2, ... 7, 8, 9]", arange(10).npstr());
    }
}
