using System.Runtime.ExceptionServices;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Makes batches: for training in an order and with an augmentation that follow from (seed, epoch, position) alone, for
/// evaluation as the images lie. The images of a batch are made by several threads, whose number and timing change nothing.
/// </summary>
internal sealed class BatchSource(
    ImageSet images,
    FeatureShape shape,
    ChannelStatistics statistics,
    int batchSize,
    int workers = 1)
{
    private readonly PixelNormalization _normalization = new(statistics, shape);
    private readonly ParallelOptions _workers = new() { MaxDegreeOfParallelism = workers };

    /// <summary>What the batches are of.</summary>
    public ImageSet Images => images;

    /// <summary>Steps an epoch: the images are spread evenly, so that sizes differ by one at most.</summary>
    public int Steps { get; } = (images.Count + batchSize - 1) / batchSize;

    /// <summary>The batches of an epoch of training, from a step on, each made when it is asked for.</summary>
    public IEnumerable<Batch> Shuffled(int epoch, SamplePlan plan, int first = 0)
    {
        var order = plan.Order(images.Labels, epoch);
        var reader = new SampleReader(images.Pixels, plan.Augmentation, shape);
        var batches = Batches(first, (pixels, position) =>
        {
            var random = plan.Sample(epoch, position);
            reader.Read(order[position], pixels, ref random);
            return images.Labels[order[position]];
        });
        return batches.Select((batch, i) =>
        {
            var random = plan.Step(epoch, first + i);
            if (plan.Mixing.Draw(batch.Shape, ref random) is { } mix)
                MixPairs(batch, mix);
            return batch;
        });
    }

    /// <summary>The batches of an evaluation, each made when it is asked for.</summary>
    public IEnumerable<Batch> InOrder() => Batches(0, (pixels, position) =>
    {
        images.Pixels.Read(position, pixels);
        return images.Labels[position];
    });

    private IEnumerable<Batch> Batches(int first, ReadImage read)
    {
        for (var step = first; step < Steps; step++)
        {
            var from = (int)((long)images.Count * step / Steps);
            var to = (int)((long)images.Count * (step + 1) / Steps);
            var batch = new Batch(shape, to - from);
            ForEach(batch.Count, i =>
            {
                batch.Labels[i] = read(batch.Image(i), from + i);
                _normalization.Apply(batch.Image(i));
            });
            yield return batch;
        }
    }

    // The first with the last and so on: the order is random already. In the middle one may stay alone.
    private void MixPairs(Batch batch, PairMix mix)
    {
        batch.Mixed = new MixedLabels([.. batch.Labels.Reverse()], new float[batch.Count]);
        Array.Fill(batch.Mixed.Weights, (float)mix.Weight);
        ForEach(batch.Count / 2, i => mix.Apply(batch.Image(i), batch.Image(batch.Count - 1 - i), batch.Shape));
    }

    private void ForEach(int count, Action<int> body)
    {
        try
        {
            Parallel.For(0, count, _workers, body);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>Writes the image at a position of the epoch and returns its class.</summary>
    private delegate long ReadImage(Span<float> pixels, int position);
}
