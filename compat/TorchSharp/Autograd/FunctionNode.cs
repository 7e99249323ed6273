using System.Runtime.InteropServices;
using TorchSharp.Interop;
using static TorchSharp.Interop.Native;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// One application of a custom function. The native node holds this by a <see cref="GCHandle"/> until it is destroyed with the graph; this holds the
/// native node only until it is disposed of, after which the graph alone keeps it.
/// </summary>
internal sealed unsafe class FunctionNode : IDisposable
{
    private readonly string _name;
    private readonly bool[] _isTensor;
    private readonly Func<autograd.AutogradContext, List<Tensor>, List<Tensor>> _backward;
    private nint _node;
    private List<Tensor> _lent = [];

    /// <param name="name">What the graph and messages call it.</param>
    /// <param name="isTensor">Which of the arguments are tensors, to which gradients go.</param>
    /// <param name="backward">The gradients of the arguments from those of the results.</param>
    /// <param name="inputs">The tensors that gradients go to; none where nothing is recorded.</param>
    public FunctionNode(string name, bool[] isTensor, Func<autograd.AutogradContext, List<Tensor>, List<Tensor>> backward, Tensor[] inputs)
    {
        (_name, _isTensor, _backward) = (name, isTensor, backward);
        var callbacks = new NodeCallbacks
        {
            State = GCHandle.ToIntPtr(GCHandle.Alloc(this)),
            Backward = &Backward,
            Finish = &Finish,
            Forget = &Forget,
            Release = &Release,
        };
        _node = Check(autograd_node_new(name, callbacks, Handles(inputs), inputs.Length, out var node), node);
        Context = new(Check(autograd_node_address(_node, out var address), address));
    }

    public autograd.AutogradContext Context { get; }

    /// <summary>Makes the results of the forward pass the outputs of this node.</summary>
    public List<Tensor> Wrap(Tensor[] inputs, List<Tensor> outputs, bool records)
    {
        var (ins, outs) = (Handles(inputs), Handles(CollectionsMarshal.AsSpan(outputs)));
        var (constant, dirty) = (Handles([.. Context.NonDifferentiable]), Handles([.. Context.Dirty]));
        var wrapped = Take(
            autograd_node_wrap(records ? _node : 0, ins, ins.Length, constant, constant.Length, dirty, dirty.Length, outs, outs.Length, out var list), list);
        GC.KeepAlive(inputs);
        GC.KeepAlive(outputs);
        Check(autograd_node_set_materializes(_node, Context.MaterializeGrads));
        if (records)
            Context.SaveVariables();
        return [.. wrapped];
    }

    public void Dispose()
    {
        if (_node != 0)
            Check(autograd_node_free(_node));
        _node = 0;
    }

    [UnmanagedCallersOnly]
    private static nint Backward(nint state, nint* grads, int gradCount, nint* results, int resultCount)
    {
        try
        {
            Of(state).Backward(new(grads, gradCount), new(results, resultCount));
            return 0;
        }
        catch (Exception e)
        {
            return Marshal.StringToCoTaskMemUTF8($"{e.GetType().Name}: {e.Message}");
        }
    }

    [UnmanagedCallersOnly]
    private static void Finish(nint state) => Of(state)._lent = [];

    [UnmanagedCallersOnly]
    private static void Forget(nint state) => Of(state).Context.Dispose();

    [UnmanagedCallersOnly]
    private static void Release(nint state)
    {
        Of(state).Context.Dispose();
        GCHandle.FromIntPtr(state).Free();
    }

    private static FunctionNode Of(nint state) => (FunctionNode)GCHandle.FromIntPtr(state).Target!;

    private void Backward(Span<nint> grads, Span<nint> results)
    {
        var outputs = new List<Tensor>();
        foreach (var grad in grads)
            outputs.Add(new Tensor(grad));
        _lent = _backward(Context, outputs);
        nint[] gradients = [.. _lent.Select(gradient => gradient is { IsInvalid: false } ? gradient.Handle : 0)];
        var expected = _isTensor.Length;
        if (gradients.Length < expected || gradients.AsSpan(expected).ContainsAnyExcept(0))
            throw new NotImplementedException($"Function {_name} returned an incorrect number of gradients (expected {expected}, got {gradients.Length})");
        for (int i = 0, tensors = 0; i < expected; i++)
        {
            if (_isTensor[i])
                results[tensors++] = gradients[i];
            else if (gradients[i] != 0)
                throw new NotImplementedException($"Function {_name} returned a gradient at position {i + 1}, whose input was not a Tensor");
        }
    }
}
