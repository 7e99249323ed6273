using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Compat.TorchSharpTests;

public class ModuleTests
{
    [Fact]
    public void RegisterComponents_Fields_AreNamedAfterThem()
    {
        using var block = new Block();

        Assert.Equal(["scale", "conv.weight", "conv.bias", "inner.0.weight", "inner.0.bias"],
            block.named_parameters().Select(named => named.name));
        Assert.Equal(["offset"], block.named_buffers().Select(named => named.name));
        Assert.Equal(["conv", "inner", "inner.0"], block.named_modules().Select(named => named.name));
        Assert.Equal(["scale", "conv.weight", "conv.bias", "inner.0.weight", "inner.0.bias", "offset"],
            block.state_dict().Keys);
    }

    [Fact]
    public void RegisterModule_BadName_Throws()
    {
        using var block = new Block();
        using var part = ReLU();

        var exception = Assert.Throws<ArgumentException>(() => block.register_module("a.b", part));

        Assert.Equal("module name can't contain \".\", got: a.b", exception.Message);
        Assert.Throws<ArgumentException>(() => block.register_module("", part));
        Assert.Throws<InvalidOperationException>(() => block.register_module("conv", part));
    }

    [Fact]
    public void RegisterBuffer_NotPersistent_IsNeverListed()
    {
        using var block = new Block();
        block.register_buffer("hidden", zeros(1), persistent: false);

        Assert.DoesNotContain("hidden", block.state_dict().Keys);
        Assert.Single(block.named_buffers());
        Assert.True(block.has_buffer("hidden"));
    }

    [Fact]
    public void NamedBuffers_OfASequential_CallTheSwitchByItsOwnName()
    {
        using var network = Sequential(("norm", BatchNorm1d(2)));

        Assert.Equal(["norm.running_mean", "norm.running_var", "norm.num_batches_tracked"],
            network.named_buffers(include_persistent: false).Select(named => named.name));
    }

    [Fact]
    public void To_BufferNotPersistent_IsNeitherConvertedNorDisposedOf()
    {
        var block = new Block();
        using var hidden = zeros(1);
        block.register_buffer("hidden", hidden, persistent: false);
        block.@double();

        Assert.Equal(float32, block.get_buffer("hidden")!.dtype);
        block.Dispose();
        Assert.False(hidden.IsInvalid);
    }

    [Fact]
    public void To_ParameterWithTwoNames_IsConvertedOnce()
    {
        using var block = new Block();
        var scale = block.get_parameter("scale")!;
        block.register_parameter("again", scale);
        block.@double();

        Assert.Equal(float64, block.get_parameter("scale")!.dtype);
        Assert.Same(scale, block.get_parameter("again"));
    }

    [Fact]
    public void Eval_Nested_ReachesAll()
    {
        using var network = Sequential(("drop", Dropout()), ("block", new Block()));
        network.eval();

        Assert.All(network.modules(), module => Assert.False(module.training));
        using var x = rand(2, 3);
        using var dropped = functional.dropout(x, training: false);
        Assert.True(dropped.Equals(x));
    }

    [Fact]
    public void To_Double_ReplacesParametersInFieldsAndRegistry()
    {
        using var block = new Block();

        block.to(float64);

        Assert.All(block.parameters(), parameter => Assert.Equal(float64, parameter.dtype));
        Assert.Equal(float64, block.Scale.dtype);
        Assert.True(block.Scale.is_leaf);
        Assert.Same(block.Scale, block.get_parameter("scale"));
        Assert.Equal(int64, block.get_buffer("offset")!.dtype);
        Assert.Throws<ArgumentException>(() => block.to(int32));
    }

    [Fact]
    public void LoadStateDict_OtherKeys_ThrowsOnlyWhenStrict()
    {
        using var scope = NewDisposeScope();
        using var linear = Linear(2, 2);
        var state = new Dictionary<string, Tensor> { ["weight"] = ones(2, 2), ["other"] = ones(1) };

        Assert.Throws<InvalidOperationException>(() => linear.load_state_dict(state));
        var (missing, unexpected) = linear.load_state_dict(state, strict: false);

        Assert.Equal(["bias"], missing);
        Assert.Equal(["other"], unexpected);
        Assert.True(linear.weight.Equals(ones(2, 2)));
        Assert.True(linear.weight.requires_grad);
    }

    [Fact]
    public void Save_Load_RoundTripsBitByBit()
    {
        using var scope = NewDisposeScope();
        using var first = new Block();
        using var second = new Block();
        using var stream = new MemoryStream();

        first.save(stream);
        second.load(new MemoryStream(stream.ToArray()));

        foreach (var (name, tensor) in first.state_dict())
            Assert.True(tensor.Equals(second.state_dict()[name]), name);
    }

    [Fact]
    public void Save_Format_IsTheOfficialOne()
    {
        using var linear = Linear(tensor(new float[,] { { 1, 2 } }).AsParameter());
        using var stream = new MemoryStream();

        linear.save(stream);

        byte[] expected = [1, 6, .. "weight"u8, 6, 2, 1, 2, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void Save_ChannelsLastWeights_Throws()
    {
        using var conv = Conv2d(4, 4, 3);
        using (no_grad())
            conv.weight = Parameter(conv.weight.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));
        using var stream = new MemoryStream();

        var exception = Assert.Throws<InvalidOperationException>(() => conv.save(stream));

        Assert.Contains("non-contiguous", exception.Message);
    }

    [Fact]
    public void Load_OtherModule_Throws()
    {
        using var stream = new MemoryStream();
        using var first = Linear(2, 2);
        using var second = Linear(3, 2);
        first.save(stream);

        Assert.Throws<ArgumentException>(() => second.load(new MemoryStream(stream.ToArray())));
    }

    [Fact]
    public void Call_Hooks_RunAroundForward()
    {
        using var scope = NewDisposeScope();
        using var module = Identity();
        var calls = new List<string>();
        module.register_forward_pre_hook((_, x) => x + 1);
        var remover = module.register_forward_hook((_, _, y) => y * 10);
        module.register_forward_hook(_ => calls.Add("after"));

        Assert.Equal(20, module.call(ones(1)).ToSingle());
        remover.remove();
        Assert.Equal(2, module.call(ones(1)).ToSingle());
        Assert.Equal(["after", "after"], calls);
    }

    [Fact]
    public void Dispose_Module_FreesParametersAndBuffersOfAll()
    {
        var block = new Block();
        var tensors = block.state_dict().Values.ToList();

        block.Dispose();

        Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void ModuleList_Registered_NamesByPosition()
    {
        using var holder = new Holder();

        Assert.Equal(["layers.0.weight", "layers.1.weight", "named.a.weight"],
            holder.named_parameters().Select(named => named.name));
    }

    [Fact]
    public void BatchNorm_NoMomentum_AveragesOverAllBatches()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm1d(1);
        norm.momentum = null;

        norm.call(tensor(new float[,] { { 1 }, { 3 } }));
        norm.call(tensor(new float[,] { { 5 }, { 7 } }));

        Assert.Equal(4, norm.running_mean!.ToSingle(), 5);
        Assert.Equal(2, norm.num_batches_tracked!.ToInt64());
        Assert.Throws<ArgumentException>(() => norm.call(zeros(2, 1, 1, 1)));
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => norm.call(zeros(1, 1)));
    }

    [Fact]
    public void Convolution_PaddedAlikeByReflection_TakesTheSidesOfAnUnevenKernelForEachOther()
    {
        using var uneven = Conv2d(1, 1, (3, 5), Padding.Same, padding_mode: PaddingModes.Reflect);
        using var output = uneven.call(zeros(1, 1, 8, 8));

        Assert.Equal([1, 1, 10, 6], output.shape);
    }

    [Fact]
    public void BatchNorm2d_Name_IsThatOfTheOfficialOne()
    {
        using var norm = BatchNorm2d(1);

        Assert.Equal("BatchNorm1d", norm.GetName());
    }

    [Fact]
    public void AvgPool2d_DivisorZero_IsAsThoughNotGiven()
    {
        using var pooled = functional.avg_pool2d(ones(1, 1, 2, 2), 2, divisor_override: 0);

        Assert.Equal(1, pooled.ToSingle());
    }

    [Fact]
    public void Sequential_Slices_ShareTheModules()
    {
        using var network = Sequential(ReLU(), Sigmoid(), Tanh());

        Assert.Equal(2, network[1..].Count);
        Assert.Same(network[1], network[1..][0]);
        Assert.Throws<IndexOutOfRangeException>(() => network[(1, 9)]);
    }

    [Fact]
    public void Optimizer_StateSavedAndLoaded_GoesOnAlike()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        var (weights, copy) = (Parameter(ones(3)), Parameter(ones(3)));
        var (first, second) = (optim.Adam([weights], 0.1), optim.Adam([copy], 0.5));
        Step(first, weights);
        using (no_grad())
            copy.copy_(weights);

        first.save_state_dict(new BinaryWriter(stream));
        second.load_state_dict(new BinaryReader(new MemoryStream(stream.ToArray())));
        Step(first, weights);
        Step(second, copy);

        Assert.True(weights.Equals(copy));
        Assert.Throws<InvalidDataException>(() => optim.SGD([copy], 0.1).load_state_dict(
            new BinaryReader(new MemoryStream(stream.ToArray()))));
    }

    [Fact]
    public void Optimizer_StateCopied_BelongsToTheScopeAndHasToBeThere()
    {
        using var weights = Parameter(ones(3));
        var (from, to) = (optim.Adam([weights], amsgrad: true), optim.Adam([weights], amsgrad: true));
        using (NewDisposeScope())
            to.load_state_dict(from.state_dict());

        var state = (Adam.State)to.state_dict().State.Single();
        Assert.All([state.exp_avg, state.exp_avg_sq, state.max_exp_avg_sq!], copied => Assert.True(copied.IsInvalid));
        var (without, momentum) = (optim.SGD([weights], 0.1), optim.SGD([weights], 0.1, momentum: 0.9));
        Assert.Throws<NullReferenceException>(() => momentum.load_state_dict(without.state_dict()));
    }

    [Fact]
    public void ModuleDict_UnknownNames_Throw()
    {
        using var named = ModuleDict(("a", Linear(1, 1)));

        Assert.Throws<KeyNotFoundException>(() => named.Remove("b"));
        Assert.Throws<ArgumentOutOfRangeException>(() => named["b"] = Linear(1, 1));
        Assert.Throws<IndexOutOfRangeException>(() => named.RemoveAt(1));
        Assert.Throws<NotImplementedException>(() => named.CopyTo(new KeyValuePair<string, Linear>[1], 0));
        Assert.Equal(["a"], named.keys());
    }

    [Fact]
    public void Sgd_ParameterGroups_HaveTheirOwnOptions()
    {
        using var scope = NewDisposeScope();
        var (fast, slow) = (Parameter(ones(1)), Parameter(ones(1)));
        var optimizer = optim.SGD(
            [new SGD.ParamGroup([fast], new SGD.Options { LearningRate = 1.0 }), new SGD.ParamGroup { Parameters = [slow] }],
            0.1, weight_decay: 0);
        (fast + slow).sum().backward();

        optimizer.step();

        Assert.Equal(0, fast.ToSingle(), 6);
        Assert.Equal(0.9, slow.ToSingle(), 6);
        optimizer.zero_grad();
        Assert.Equal(0, fast.grad!.ToSingle());
    }

    private static void Step(optim.Optimizer optimizer, Parameter weights)
    {
        optimizer.zero_grad();
        (weights * weights).sum().backward();
        optimizer.step();
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        [ComponentName(Name = "conv")]
        private readonly Conv2d _conv = Conv2d(2, 2, 1);

        [ComponentName(Name = "inner")]
        private readonly Sequential _inner = Sequential(Linear(3, 3));

        [ComponentName(Name = "offset")]
        private readonly Tensor _offset = tensor(1L);

        [ComponentName(Name = "scale")]
        private readonly Parameter _scale = Parameter(rand(2));

        public Block()
            : base(nameof(Block)) => RegisterComponents();

        public Parameter Scale => _scale;

        public override Tensor forward(Tensor input) => (_inner.call(_conv.call(input)) * _scale[0]) + _offset;
    }

    private sealed class Holder : Module<Tensor, Tensor>
    {
        [ComponentName(Name = "layers")]
        private readonly ModuleList<Linear> _layers = ModuleList(Linear(1, 1, false), Linear(1, 1, false));

        [ComponentName(Name = "named")]
        private readonly ModuleDict<Linear> _named = ModuleDict(("a", Linear(1, 1, false)));

        public Holder()
            : base(nameof(Holder)) => RegisterComponents();

        public override Tensor forward(Tensor input) => _named["a"].call(_layers[1].call(_layers[0].call(input)));
    }
}
