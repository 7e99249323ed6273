using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Each parameter once, though it may be shared, and none that was disposed of.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<nint> { 0 };
                foreach (var (name, parameter) in _parametersByName)
                {
                    if (seen.Add(parameter.RawHandle))
                        yield return (name, parameter);
                }

                if (!recurse)
                    yield break;
                foreach (var (module, child) in _modulesByName)
                {
                    foreach (var (name, parameter) in child.named_parameters())
                    {
                        if (seen.Add(parameter.RawHandle))
                            yield return ($"{module}.{name}", parameter);
                    }
                }
            }

            /// <summary>Buffers that are not persistent are never among them, whatever is asked for.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true,
                bool include_nonpersistent = true)
            {
                var seen = new HashSet<nint> { 0 };
                foreach (var (name, (buffer, persistent)) in _buffersByName)
                {
                    if (persistent && seen.Add(buffer.RawHandle))
                        yield return (name, buffer);
                }

                if (!recurse)
                    yield break;
                foreach (var (module, child) in _modulesByName)
                {
                    foreach (var (name, buffer) in child.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer.RawHandle))
                            yield return ($"{module}.{name}", buffer);
                    }
                }
            }

            public virtual IEnumerable<(string name, Module module)> named_children() =>
                _modulesByName.Select(child => (child.Key, child.Value));

            /// <summary>All modules below this one: its children first, then theirs.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, child) in _modulesByName)
                    yield return (name, child);
                foreach (var (name, child) in _modulesByName)
                {
                    foreach (var (inner, module) in child.named_modules())
                        yield return ($"{name}.{inner}", module);
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(named => named.parameter);

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(named => named.buffer);

            public virtual IEnumerable<Module> modules() => named_modules().Select(named => named.module);

            public virtual IEnumerable<Module> children() => named_children().Select(named => named.module);

            public virtual bool has_parameter(string target) => Find(target, (module, name) =>
                module._parametersByName.ContainsKey(name) ? module : null, (module, rest) =>
                module.has_parameter(rest) ? module : null) is not null;

            public virtual bool has_buffer(string target) => Find(target, (module, name) =>
                module._buffersByName.ContainsKey(name) ? module : null, (module, rest) =>
                module.has_buffer(rest) ? module : null) is not null;

            public virtual Parameter? get_parameter(string target) => Find(target,
                (module, name) => module._parametersByName.GetValueOrDefault(name),
                (module, rest) => module.get_parameter(rest));

            public virtual Tensor? get_buffer(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                return Find(target,
                    (module, name) => module._buffersByName.GetValueOrDefault(name).Tensor,
                    (module, rest) => module.get_buffer(rest));
            }

            /// <summary>By its whole name here, else by the rest of the name in the child that the first part names.</summary>
            private T? Find<T>(string target, Func<Module, string, T?> here, Func<Module, string, T?> below)
                where T : class
            {
                if (here(this, target) is { } found)
                    return found;
                var dot = target.IndexOf('.');
                if (dot < 0)
                    return null;
                return named_children()
                    .Where(child => child.name == target[..dot])
                    .Select(child => below(child.module, target[(dot + 1)..]))
                    .FirstOrDefault(result => result is not null);
            }
        }
    }
}
