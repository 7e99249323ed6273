namespace Microsoft.ML.SqueezeExcite;

/// <summary>Makes batches: for training in an order and with an augmentation that follow from (seed, epoch, image) alone, for evaluation as the images lie.</summary>
internal sealed class BatchSource(ImageSet images, ChannelStatistics statistics, int batchSize)
{
    private readonly Normalization _normalization = new(statistics, images.Shape);

    /// <summary>Steps an epoch: the images are spread evenly, so that sizes differ by one at most.</summary>
    public int Steps { get; } = (images.Count + batchSize - 1) / batchSize;

    /// <summary>The batches of an epoch of training, each made when it is asked for.</summary>
    public IEnumerable<Batch> Shuffled(int epoch, long seed, bool mirror)
    {
        var order = Enumerable.Range(0, images.Count).ToArray();
        new RandomStream(seed, epoch).Shuffle<int>(order);
        return Batches((pixels, position) =>
        {
            var random = new RandomStream(seed, epoch, order[position]);
            images.Pixels.Read(order[position], pixels);
            if (mirror)
                Mirror.Apply(pixels, images.Shape, ref random);
            return images.Labels[order[position]];
        });
    }

    /// <summary>The batches of an evaluation, each made when it is asked for.</summary>
    public IEnumerable<Batch> InOrder() => Batches((pixels, position) =>
    {
        images.Pixels.Read(position, pixels);
        return images.Labels[position];
    });

    private IEnumerable<Batch> Batches(ReadImage read)
    {
        for (var step = 0; step < Steps; step++)
        {
            var from = (int)((long)images.Count * step / Steps);
            var to = (int)((long)images.Count * (step + 1) / Steps);
            var batch = new Batch(images.Shape, to - from);
            for (var i = 0; i < batch.Count; i++)
            {
                batch.Labels[i] = read(batch.Image(i), from + i);
                _normalization.Apply(batch.Image(i));
            }

            yield return batch;
        }
    }

    /// <summary>Writes the image at a position of the epoch and returns its class.</summary>
    private delegate long ReadImage(Span<float> pixels, int position);
}
