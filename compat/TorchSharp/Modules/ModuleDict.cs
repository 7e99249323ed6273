using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules by name, in the order in which they were added. They are registered when the dictionary itself is.</summary>
public class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)>
    where T : nn.Module
{
    private readonly OrderedDictionary<string, T> _modules = [];
    private bool _registered;

    public ModuleDict()
        : base(nameof(ModuleDict<T>))
    {
    }

    public int Count => _modules.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => _modules.Keys;

    public ICollection<T> Values => _modules.Values;

    public T this[string key]
    {
        get => _modules[key];
        set => _modules.SetAt(_modules.IndexOf(key), value);
    }

    public (string, T) this[int index]
    {
        get => Pair(_modules.GetAt(index));
        set
        {
            _modules.RemoveAt(index);
            _modules.Insert(index, value.Item1, value.Item2);
        }
    }

    public IEnumerator<(string, T)> items() => GetEnumerator();

    public IEnumerable<string> keys() => Keys;

    public IEnumerable<T> values() => Values;

    public void clear() => Clear();

    public void Add(string key, T value) => _modules.Add(key, value);

    public void Add((string, T) item) => Add(item.Item1, item.Item2);

    public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);

    public void Insert(int index, (string, T) item) => _modules.Insert(index, item.Item1, item.Item2);

    public bool Remove(string key) => _modules.Remove(key) ? true : throw new KeyNotFoundException();

    public bool Remove((string, T) item) => Contains(item) && Remove(item.Item1);

    public bool Remove(KeyValuePair<string, T> item) => _modules.Remove(item.Key);

    public void RemoveAt(int index)
    {
        if (index >= Count)
            throw new IndexOutOfRangeException();
        _modules.RemoveAt(index);
    }

    public void Clear() => _modules.Clear();

    public bool ContainsKey(string key) => _modules.ContainsKey(key);

    public bool Contains((string, T) item) => IndexOf(item) >= 0;

    public bool Contains(KeyValuePair<string, T> item) => ContainsKey(item.Key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _modules.TryGetValue(key, out value);

    public int IndexOf((string, T) item) => _modules.Select(Pair).ToList().IndexOf(item);

    public void CopyTo((string, T)[] array, int arrayIndex) => _modules.Select(Pair).ToArray().CopyTo(array, arrayIndex);

    // So it is with the official one.
    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => throw new NotImplementedException();

    public IEnumerator<(string, T)> GetEnumerator() => _modules.Select(Pair).GetEnumerator();

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override void RegisterComponents()
    {
        if (_registered)
            return;
        foreach (var (name, module) in _modules)
            register_module(name, module);
        _registered = true;
    }

    private static (string, T) Pair(KeyValuePair<string, T> entry) => (entry.Key, entry.Value);
}
