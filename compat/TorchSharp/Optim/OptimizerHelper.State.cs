using TorchSharp.Utils;

namespace TorchSharp.Modules;

// Saved: the optimiser's name, the numbers of groups and of states, then the options of each group and each state.
public abstract partial class OptimizerHelper
{
    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            result.Options.Add(group.Options);
            var indices = new List<int>();
            result.StateIndexRef.Add(indices);
            foreach (var parameter in group.Parameters)
            {
                indices.Add(result.State.Count);
                result.State.Add(_states[parameter.Handle]);
            }
        }

        return result;
    }

    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var target = this.state_dict();
        ThrowUnlessSameSize(target, state_dict.Options.Count, state_dict.State.Count);
        foreach (var (own, other) in target.Options.Zip(state_dict.Options))
        {
            if (own != other)
                own.LoadStateDict(other);
        }

        foreach (var (own, other) in target.State.Zip(state_dict.State))
        {
            if (own != other)
                own.LoadStateDict(other);
        }
    }

    public void save_state_dict(string location)
    {
        using var stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        var state = state_dict();
        writer.Encode(state.Options.Count);
        writer.Encode(state.State.Count);
        state.Options.ForEach(options => options.SaveStateDict(writer));
        state.State.ForEach(entry => entry.SaveStateDict(writer));
    }

    public void load_state_dict(string location)
    {
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    public void load_state_dict(BinaryReader reader)
    {
        var name = reader.ReadString();
        if (name != GetType().Name)
        {
            throw new InvalidDataException(
                $"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");
        }

        var target = state_dict();
        ThrowUnlessSameSize(target, reader.Decode(), reader.Decode());
        target.Options.ForEach(options => options.LoadStateDict(reader));
        target.State.ForEach(state => state.LoadStateDict(reader));
    }

    private static void ThrowUnlessSameSize(StateDictionary target, long groups, long states)
    {
        if (groups != target.Options.Count)
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        if (states != target.State.Count)
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
    }
}
