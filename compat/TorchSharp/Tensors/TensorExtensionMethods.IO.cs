using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream);
            return Load(reader);
        }

        public static Tensor Load(string location)
        {
            if (!File.Exists(location))
                throw new FileNotFoundException(location);
            return Load(File.OpenRead(location));
        }
    }
}

// A saved tensor: its type, rank and sizes as variable-length integers, then the elements as they lie in memory.
public static partial class TensorExtensionMethods
{
    /// <summary>Throws on a tensor that is not contiguous, weights in channels-last order among them.</summary>
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        using var scope = NewDisposeScope();
        if (!tensor.is_cpu())
            tensor = tensor.cpu();
        writer.Encode((long)tensor.dtype);
        writer.Encode(tensor.ndim);
        foreach (var size in tensor.shape)
            writer.Encode(size);
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    public static void Save(this Tensor tensor, string location) => tensor.Save(File.Create(location));

    /// <summary>Overwrites the tensor's elements with saved ones of the same shape.</summary>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        Tensor? target = tensor;
        Load(ref target, reader, skip);
    }

    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        Tensor? tensor = null;
        Load(ref tensor, reader, skip);
        return tensor!;
    }

    public static void Load(ref Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        var type = (ScalarType)reader.Decode();
        var shape = new long[reader.Decode()];
        for (var dim = 0; dim < shape.Length; dim++)
            shape[dim] = reader.Decode();

        if (tensor is null)
        {
            tensor = skip ? zeros(shape, type) : empty(shape, type);
        }
        else if (!skip && !shape.SequenceEqual(tensor.shape))
        {
            throw new ArgumentException("Mismatched tensor shape while loading. Make sure that the model you are loading into "
                + "is exactly the same as the origin.");
        }

        if (skip)
        {
            reader.BaseStream.Seek(tensor.NumberOfElements * tensor.ElementSize, SeekOrigin.Current);
            return;
        }

        using var noGrad = no_grad();
        tensor.ReadBytesFromStream(reader.BaseStream);
    }
}
