using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Counts, for each class, its images and those that were classified right.</summary>
internal sealed class ClassScore(int classes)
{
    private readonly long[] _images = new long[classes];
    private readonly long[] _right = new long[classes];

    /// <summary>The mean, over the classes that have images, of the share that was classified right.</summary>
    public double MacroAccuracy => _images.Zip(_right).Where(c => c.First > 0).Average(c => (double)c.Second / c.First);

    /// <summary>Counts a batch: labels (N), logits (N, classes).</summary>
    public void Add(ReadOnlySpan<long> labels, Tensor logits)
    {
        using var guess = logits.argmax(1);
        using var read = guess.cpu();
        var guesses = MemoryMarshal.Cast<byte, long>(read.bytes);
        for (var i = 0; i < labels.Length; i++)
        {
            _images[labels[i]]++;
            if (guesses[i] == labels[i])
                _right[labels[i]]++;
        }
    }
}
