using static TorchSharp.torch;

namespace Compat.TorchSharpTests;

public class OperationTests
{
    public static TheoryData<string> Names => [.. Operations.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_Single_MatchesPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var (shapes, function) = Operations.All[name];
        var inputs = shapes.Select((shape, i) => Golden.Input($"{name}/{i}", shape, float32)).ToArray();

        function(inputs).Matches(Golden.Case(name)["output"], Golden.Single, name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_Double_MatchesPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var (shapes, function) = Operations.All[name];
        var inputs = shapes.Select((shape, i) => Golden.Input($"{name}/{i}", shape, float64).requires_grad_()).ToArray();

        var output = function(inputs);
        (output * Golden.Input($"{name}/seed", output.shape, float64)).sum().backward();

        for (var i = 0; i < inputs.Length; i++)
        {
            var expected = Golden.Case(name).GetValueOrDefault($"gradient{i}");
            Assert.Equal(expected is not null, inputs[i].grad is not null);
            inputs[i].grad?.Matches(expected!, Golden.Double, $"{name}, gradient {i}");
        }
    }
}
