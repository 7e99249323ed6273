namespace Microsoft.ML.Data;

/// <summary>Streams that can be opened again and again, by number.</summary>
public interface IMultiStreamSource
{
    int Count { get; }

    string GetPathOrNull(int index);

    Stream Open(int index);

    TextReader OpenTextReader(int index);
}
