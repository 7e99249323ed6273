namespace Microsoft.ML.SqueezeExcite.Testing;

/// <summary>What happens at an operation on a file.</summary>
public enum DiskFault
{
    /// <summary>The process ends: neither this operation happens nor any after it. Of a write, half happens.</summary>
    Kill,

    /// <summary>It fails, and those after it do not. Of a write, half happens.</summary>
    FailsOnce,

    /// <summary>It fails, and so do all after it.</summary>
    FailsFromThere,
}

/// <summary>The end of the process, as far as a test can have it.</summary>
public sealed class KilledException() : Exception("the process was killed");

/// <summary>The disk, with a fault at one of the operations that change its files.</summary>
/// <param name="operation">Which one, from 1.</param>
/// <param name="fault">What happens there.</param>
/// <param name="counts">
/// Whether an operation counts, such as <c>write last.safetensors.new</c>; null for all.
/// </param>
/// <param name="fails">Whether an operation fails whenever it is tried; null for none.</param>
internal sealed class FaultyFiles(
    int operation, DiskFault fault, Func<string, bool>? counts = null, Func<string, bool>? fails = null) : FileSystem
{
    private int _operations;

    /// <summary>Whether an operation is not a write, of which there are many.</summary>
    public static bool IsNoWrite(string operation) => !operation.StartsWith("write", StringComparison.Ordinal);

    /// <summary>The operation that the fault came at; null where the run had fewer.</summary>
    public string? Fault { get; private set; }

    /// <summary>
    /// Calls a test for a fault at the first operation, at the second, and so on, as long as its run has as many.
    /// </summary>
    /// <returns>The operations, in their order.</returns>
    public static IReadOnlyList<string> AtEach(
        DiskFault fault, Action<FaultyFiles> test, Func<string, bool>? counts = null, Func<string, bool>? fails = null)
    {
        var operations = new List<string>();
        while (true)
        {
            var files = new FaultyFiles(operations.Count + 1, fault, counts, fails);
            try
            {
                test(files);
            }
            catch (Exception e) when (files.Fault is not null)
            {
                throw new InvalidOperationException($"{fault} at operation {operations.Count + 1}, {files.Fault}: {e.Message}", e);
            }

            if (files.Fault is null)
                return operations;
            operations.Add(files.Fault);
        }
    }

    public override FileStream Create(string path)
    {
        Operate("create", path);
        return new FaultyStream(this, path);
    }

    public override void Move(string from, string to)
    {
        Operate("rename", from);
        base.Move(from, to);
    }

    public override void Delete(string path)
    {
        Operate("delete", path);
        base.Delete(path);
    }

    private void Operate(string name, string path, Action? half = null)
    {
        var now = $"{name} {Path.GetFileName(path)}";
        if (fault == DiskFault.Kill && Fault is not null)
            throw new KilledException();
        if (fails?.Invoke(now) == true)
            throw new IOException($"no access to '{path}'");
        if (counts?.Invoke(now) == false || ++_operations < operation || _operations > operation && fault == DiskFault.FailsOnce)
            return;
        Fault ??= now;
        if (_operations == operation)
            half?.Invoke();
        throw fault == DiskFault.Kill ? new KilledException() : new IOException($"no space left for '{path}'");
    }

    private sealed class FaultyStream(FaultyFiles files, string path)
        : FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)
    {
        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var half = buffer[..(buffer.Length / 2)].ToArray();
            files.Operate("write", Name, () => base.Write(half, 0, half.Length));
            base.Write(buffer.ToArray(), 0, buffer.Length);
        }

        public override void Flush(bool flushToDisk)
        {
            if (flushToDisk)
                files.Operate("flush", Name);
            base.Flush(flushToDisk);
        }
    }
}
