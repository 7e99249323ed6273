using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules one after the other. What passes between two of them is disposed of at once.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> _items = [];

    internal Sequential()
        : base(nameof(Sequential))
    {
    }

    protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : this()
    {
        foreach (var (name, submodule) in modules)
            append(name, submodule);
    }

    protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : this()
    {
        foreach (var module in modules)
            append(module);
    }

    public int Count => _items.Count;

    private IEnumerable<nn.Module> Items => _items.Select(item => (nn.Module)item.Module);

    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _items[index].Module;

    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        _items.Add((name, module));
        return this;
    }

    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(), module);

    public override Tensor forward(Tensor tensor)
    {
        if (Count == 0)
            return tensor.alias();
        var result = this[0].call(tensor);
        for (var i = 1; i < Count; i++)
        {
            var next = this[i].call(result);
            result.Dispose();
            result = next;
        }

        return result;
    }

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
        recurse ? Distinct(module => module.named_parameters()) : [];

    public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true,
        bool include_persistent = true) =>
        recurse ? Distinct(module => module.named_buffers(true, include_persistent)) : [];

    public override IEnumerable<(string name, nn.Module module)> named_children() =>
        _items.Select(item => (item.Name, (nn.Module)item.Module));

    public override IEnumerable<(string name, nn.Module module)> named_modules() => named_children().Concat(
        named_children().SelectMany(child => child.module.named_modules(), (child, inner) =>
            ($"{child.name}.{inner.name}", inner.module)));

    public override nn.Module apply(Action<nn.Module> fn)
    {
        foreach (var module in Items)
            module.apply(fn);
        fn(this);
        return this;
    }

    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) =>
        Each(module => module._to(dtype, non_blocking));

    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) =>
        Each(module => module._to(device, dtype, non_blocking));

    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
        Each(module => module._to(deviceType, deviceIndex, non_blocking));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Each(module => module.Dispose());
        base.Dispose(disposing);
    }

    private Sequential Each(Action<nn.Module> action)
    {
        foreach (var module in Items)
            action(module);
        return this;
    }

    private IEnumerable<(string, T)> Distinct<T>(Func<nn.Module, IEnumerable<(string name, T tensor)>> components)
        where T : Tensor
    {
        var seen = new HashSet<nint> { 0 };
        foreach (var (name, module) in named_children())
        {
            foreach (var (inner, tensor) in components(module))
            {
                if (seen.Add(tensor.RawHandle))
                    yield return ($"{name}.{inner}", tensor);
            }
        }
    }

    private Sequential Slice(int start, int end)
    {
        if (start < 0 || start > Count)
            throw new IndexOutOfRangeException($"{start} is not a valid index.");
        if (end < 0 || end > Count)
            throw new IndexOutOfRangeException($"{end} is not a valid index.");
        var result = new Sequential();
        foreach (var (name, module) in _items.Take(end).Skip(start))
            result.append(name, module);
        return result;
    }
}
