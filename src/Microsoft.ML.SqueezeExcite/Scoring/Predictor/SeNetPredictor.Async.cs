using System.Buffers;
using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <content>Asynchronous calls, which share batches.</content>
public sealed partial class SeNetPredictor
{
    /// <summary>Classifies a decoded image, in one batch with others that come at the same time.</summary>
    /// <param name="image">The image; it is only read, and must live until the task has ended.</param>
    /// <param name="cancellation">Gives up the answer.</param>
    /// <returns>The likeliest classes, the likeliest first.</returns>
    /// <exception cref="ObjectDisposedException">The predictor is disposed.</exception>
    public Task<IReadOnlyList<LabelledScore>> PredictAsync(MLImage image, CancellationToken cancellation = default) =>
        PredictAsync(ImageInput.Of(image), cancellation);

    /// <summary>Classifies an encoded image, in one batch with others that come at the same time.</summary>
    /// <param name="encoded">The bytes of an image file; they must not change until the task has ended.</param>
    /// <param name="cancellation">Gives up the answer.</param>
    /// <returns>The likeliest classes, the likeliest first; none for an invalid image, where the options say so.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are not an image that can be decoded, or one that is too large.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The predictor is disposed.</exception>
    public Task<IReadOnlyList<LabelledScore>> PredictAsync(
        ReadOnlyMemory<byte> encoded,
        CancellationToken cancellation = default) => PredictAsync(ImageInput.Of(encoded), cancellation);

    /// <summary>Classifies the image in a file, in one batch with others that come at the same time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Gives up the answer.</param>
    /// <returns>The likeliest classes, the likeliest first; none for an invalid image, where the options say so.</returns>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read, or holds no image that can be decoded; the message names it.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The predictor is disposed.</exception>
    public Task<IReadOnlyList<LabelledScore>> PredictAsync(string path, CancellationToken cancellation = default) =>
        PredictAsync(ImageInput.Of(path), cancellation);

    private async Task<IReadOnlyList<LabelledScore>> PredictAsync(ImageInput input, CancellationToken cancellation)
    {
        using var call = _calls.Enter();
        var count = (int)InputShape.Count;
        var pixels = ArrayPool<float>.Shared.Rent(count);
        var request = new Request(pixels);
        if (await Task.Run(() => Read(input, pixels.AsMemory(0, count)), cancellation).ConfigureAwait(false) is { } fault)
        {
            ArrayPool<float>.Shared.Return(pixels);
            return _options.OnInvalidImage == InvalidImageAction.Skip ? [] : throw fault;
        }

        await _requests.Add(request, cancellation).ConfigureAwait(false);
        return await request.Answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private InvalidDataException? Read(ImageInput input, Memory<float> planar)
    {
        using var lease = _single.Rent();
        return Fault(() => input.Write(lease.Workspace.Pixels, planar.Span));
    }

    private void ScoreRequests(IReadOnlyList<Request> requests)
    {
        try
        {
            using var lease = _batch.Rent();
            var batch = lease.Workspace;
            for (var row = 0; row < requests.Count; row++)
                requests[row].Pixels.AsSpan(0, (int)InputShape.Count).CopyTo(batch.Images.Row(row).Span);
            batch.Images.Score(requests.Count, batch.Scores, batch.Classes);
            for (var row = 0; row < requests.Count; row++)
                Answer(requests[row], batch, row);
        }
        catch (Exception e)
        {
            foreach (var request in requests)
                request.Answer.TrySetException(e);
        }

        foreach (var request in requests)
            ArrayPool<float>.Shared.Return(request.Pixels);
    }

    // What is wrong with the scores of one is not the others' fault.
    private void Answer(Request request, PredictorWorkspace batch, int row)
    {
        try
        {
            request.Answer.SetResult(batch.Top(row, _options.TopK, ClassNames));
        }
        catch (InvalidOperationException e)
        {
            request.Answer.SetException(e);
        }
    }

    /// <summary>An image that waits for its batch.</summary>
    private sealed class Request(float[] pixels)
    {
        public float[] Pixels => pixels;

        public TaskCompletionSource<IReadOnlyList<LabelledScore>> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
