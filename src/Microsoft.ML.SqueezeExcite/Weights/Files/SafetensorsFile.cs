using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A safetensors file, mapped into memory: eight bytes with the header's length, the header in JSON, the elements. Everything is
/// checked before the first element is read (https://huggingface.co/docs/safetensors, format).
/// </summary>
internal sealed unsafe class SafetensorsFile : TensorFile
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly SafetensorsHeader _header;
    private readonly byte* _data;

    private SafetensorsFile(string path, MemoryMappedFile map, MemoryMappedViewAccessor view, SafetensorsHeader header)
        : base(path)
    {
        (_map, _view, _header) = (map, view, header);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _data);
        _data += view.PointerOffset + SafetensorsHeader.LengthBytes + header.Length;
    }

    public override string Format => "safetensors";

    public override IReadOnlyDictionary<string, StoredTensor> Tensors => _header.Tensors;

    public override IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <inheritdoc cref="TensorFile.Open"/>
    public static new SafetensorsFile Open(string path)
    {
        var stream = File.OpenRead(path);
        try
        {
            var header = ReadHeader(path, stream);
            var map = MemoryMappedFile.CreateFromFile(
                stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None,
                leaveOpen: false);
            return new SafetensorsFile(path, map, map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read), header);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public override ReadOnlySpan<byte> Bytes(string name)
    {
        ObjectDisposedException.ThrowIf(_view.SafeMemoryMappedViewHandle.IsClosed, this);
        var (begin, end) = _header.Offsets[name];
        return end - begin <= int.MaxValue
            ? new ReadOnlySpan<byte>(_data + begin, (int)(end - begin))
            : throw Fault(Path, name, $"it takes {end - begin} bytes, more than {int.MaxValue} cannot be read at once");
    }

    public override void Dispose()
    {
        if (_view.SafeMemoryMappedViewHandle.IsClosed)
            return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    private static SafetensorsHeader ReadHeader(string path, FileStream stream)
    {
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.LengthBytes];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            throw Fault(
                path,
                null,
                $"it has {stream.Length} bytes, a safetensors file starts with {SafetensorsHeader.LengthBytes} that give its "
                + "header's length");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)(stream.Length - prefix.Length))
        {
            var fault = $"its header is said to have {length} bytes, but the file ends {stream.Length - prefix.Length} bytes on";
            throw Fault(path, null, fault + ": it is truncated, or no safetensors file");
        }

        if (length > SafetensorsHeader.LongestLength)
            throw Fault(
                path,
                null,
                $"its header has {length} bytes, more than the {SafetensorsHeader.LongestLength} that are allowed");
        var json = new byte[length];
        stream.ReadExactly(json);
        try
        {
            return SafetensorsHeader.Parse(json, stream.Length - stream.Position);
        }
        catch (FormatException e)
        {
            throw Fault(path, null, e.Message, e);
        }
    }
}
