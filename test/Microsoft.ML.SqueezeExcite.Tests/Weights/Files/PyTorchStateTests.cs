namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class PyTorchStateTests
{
    /// <summary>
    /// What PyTorch's ImageNet example saves: a tensor of its own beside the network, the optimizer and an average.
    /// </summary>
    [Fact]
    public void Find_ALooseTensorBesideTheNetwork_TakesTheNetwork()
    {
        var network = Dictionary(("conv1.weight", Tensor()), ("fc.weight", Tensor()), ("fc.bias", Tensor()));
        var average = Dictionary(("conv1.weight", Tensor()), ("fc.weight", Tensor()), ("fc.bias", Tensor()));
        var optimizer = Dictionary(("state", Dictionary(("0", Dictionary(("momentum_buffer", Tensor()))))));
        var states = Find(
            Dictionary(
                ("epoch", 3L),
                ("best_acc1", Tensor()),
                ("state_dict_ema", average),
                ("optimizer", optimizer),
                ("state_dict", network)));
        Assert.Equal(["state_dict", "state_dict_ema", ""], states.Select(state => state.Path));
        Assert.Equal(["conv1.weight", "fc.weight", "fc.bias"], states[0].Tensors.Keys);
    }

    [Theory]
    [InlineData("net")]
    [InlineData("model_state_dict")]
    [InlineData("model_ema")]
    [InlineData("anything")]
    public void Find_ADictionaryUnderAnyName_TakesIt(string name) =>
        Assert.Equal(name, Assert.Single(Find(Dictionary((name, Dictionary(("w", Tensor())))))).Path);

    [Fact]
    public void Find_NoTensors_NamesTheKeys()
    {
        var e = Assert.Throws<FormatException>(() => Find(Dictionary(("epoch", 3L), ("args", Dictionary()))));
        Assert.Contains("it holds no tensors under names; its keys: epoch, args", e.Message, StringComparison.Ordinal);
    }

    /// <summary>A dictionary that a pickle refers to from everywhere is one, not as many as there are references.</summary>
    [Fact]
    public void Find_ADictionaryInManyPlaces_TakesItOnce()
    {
        var shared = Dictionary(("w", Tensor()));
        shared.Add("itself", shared);
        var root = Dictionary([.. Enumerable.Range(0, 1000).Select(i => ($"{i}", (object?)shared))]);
        Assert.Equal("0", Assert.Single(Find(root)).Path);
    }

    /// <summary>A class of a training script that is a dictionary is read as one.</summary>
    [Fact]
    public void Find_AnObjectWithItems_TakesThem()
    {
        var network = new PickleObject(new PickleGlobal("script", "Dictionary"));
        network.Add("w", Tensor());
        Assert.Equal(["w"], Assert.Single(Find(Dictionary(("state_dict", network)))).Tensors.Keys);
    }

    private static IReadOnlyList<PyTorchState> Find(PickleDictionary root) =>
        PyTorchState.Find(new Pickle(root, new Dictionary<string, PickleStorage>(), []));

    private static PickleDictionary Dictionary(params (string Key, object? Value)[] items)
    {
        var dictionary = new PickleDictionary();
        foreach (var (key, value) in items)
            dictionary.Add(key, value);
        return dictionary;
    }

    private static PickleTensor Tensor() => new(new PickleStorage(ElementType.F32, "0", 1), 0, [1], [1]);
}
