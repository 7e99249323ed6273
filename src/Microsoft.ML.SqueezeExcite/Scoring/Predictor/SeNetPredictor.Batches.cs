namespace Microsoft.ML.SqueezeExcite;

/// <content>What the calls have in common: one image alone, or batches whose images are decoded in parallel.</content>
public sealed partial class SeNetPredictor
{
    private IReadOnlyList<LabelledScore> Predict(ImageInput input)
    {
        using var lease = _single.Rent();
        var workspace = lease.Workspace;
        if (Fault(() => input.Write(workspace.Pixels, workspace.Images.Row(0).Span)) is { } fault)
            return _options.OnInvalidImage == InvalidImageAction.Skip ? [] : throw fault;
        workspace.Images.Score(1, workspace.Scores, workspace.Classes);
        return workspace.Top(0, _options.TopK, ClassNames);
    }

    private IEnumerable<IReadOnlyList<LabelledScore>> PredictMany(IEnumerable<ImageInput> inputs)
    {
        var first = 0;
        foreach (var chunk in inputs.Chunk(_batchSize))
        {
            foreach (var scores in PredictChunk(chunk, first))
                yield return scores;
            first += chunk.Length;
        }
    }

    private IReadOnlyList<LabelledScore>[] PredictChunk(ImageInput[] chunk, int first)
    {
        using var lease = _batch.Rent();
        var batch = lease.Workspace;
        var faults = new InvalidDataException?[chunk.Length];
        Parallel.For(
            0,
            chunk.Length,
            new ParallelOptions { MaxDegreeOfParallelism = _options.ThreadCount },
            _single.Rent,
            (row, _, single) =>
            {
                faults[row] = Fault(() => chunk[row].Write(single.Workspace.Pixels, batch.Images.Row(row).Span));
                return single;
            },
            single => single.Dispose());
        if (
            _options.OnInvalidImage == InvalidImageAction.Throw
            && Array.FindIndex(faults, fault => fault is not null) is var index and >= 0)
            throw new InvalidDataException($"image {first + index}: {faults[index]!.Message}", faults[index]);
        batch.Images.Score(chunk.Length, batch.Scores, batch.Classes);
        return [.. faults.Select((fault, row) => fault is null ? batch.Top(row, _options.TopK, ClassNames) : [])];
    }

    /// <summary>What is wrong with an image; only what is wrong with the image.</summary>
    private static InvalidDataException? Fault(Action write)
    {
        try
        {
            write();
            return null;
        }
        catch (InvalidDataException e)
        {
            return e;
        }
    }
}
