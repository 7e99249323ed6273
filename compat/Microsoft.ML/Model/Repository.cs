using System.IO.Compression;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Writes a model's zip. Entries may nest in time: each is kept in memory until it is complete.</summary>
internal sealed class RepositoryWriter : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly HashSet<string> _paths = [];

    public RepositoryWriter(Stream stream)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        WriteEntry("TrainingInfo/Version.txt", entry =>
        {
            var version = typeof(RepositoryWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
            using var writer = new StreamWriter(entry, leaveOpen: true);
            writer.WriteLine(version!.InformationalVersion);
        });
    }

    public void WriteEntry(string path, Action<Stream> write)
    {
        Contracts.CheckParam(_paths.Add(path), nameof(path), $"Duplicate entry: '{path}'");
        using var content = new MemoryStream();
        write(content);
        using var entry = _archive.CreateEntry(path).Open();
        content.WriteTo(entry);
    }

    public void Dispose() => _archive.Dispose();
}

internal sealed class RepositoryReader : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];

    public RepositoryReader(Stream stream)
    {
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (Exception ex) when (ex is InvalidDataException or IOException)
        {
            throw Contracts.ExceptDecode(null, "Failed to open a zip archive", ex);
        }

        // Models saved on Windows have backslashes.
        foreach (var entry in _archive.Entries)
            _entries[entry.FullName.Replace('\\', '/')] = entry;
    }

    /// <summary>The whole entry, or null.</summary>
    public MemoryStream? OpenEntryOrNull(string path)
    {
        if (!_entries.TryGetValue(path, out var entry))
            return null;
        Contracts.CheckDecode(entry.Length < int.MaxValue, "Repository stream too large to read into memory");
        var content = new MemoryStream((int)entry.Length);
        using (var stream = entry.Open())
            stream.CopyTo(content);
        content.Position = 0;
        return content;
    }

    public void Dispose() => _archive.Dispose();

    public static string Combine(string? directory, string name)
        => string.IsNullOrEmpty(directory) ? name : $"{directory}/{name}";
}
