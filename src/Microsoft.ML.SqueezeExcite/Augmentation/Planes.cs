using System.Buffers;
using System.Numerics;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The channels of an image, one after the other, each lengthened to whole vectors: so that arithmetic between channels needs
/// neither shuffles nor remainders.
/// </summary>
internal readonly ref struct Planes
{
    private readonly float[] _values;
    private readonly Span<float> _image;

    public Planes(Span<float> image, FeatureShape shape)
    {
        _image = image;
        (Channels, Area) = (shape.Channels, (int)shape.Area);
        Length = (Area + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _values = ArrayPool<float>.Shared.Rent(Length * Channels);
        for (var c = 0; c < Channels; c++)
        {
            var plane = this[c];
            for (int i = 0, k = c; i < Area; i++, k += Channels)
                plane[i] = image[k];
            plane[Area..].Clear();
        }
    }

    public int Channels { get; }

    /// <summary>The pixels of the image.</summary>
    public int Area { get; }

    /// <summary>The values of a plane: the pixels, and some more that mean nothing.</summary>
    public int Length { get; }

    public Span<float> this[int channel] => _values.AsSpan(channel * Length, Length);

    /// <summary>Writes the planes back into the image, which ends their use.</summary>
    public void Return()
    {
        for (var c = 0; c < Channels; c++)
        {
            var plane = this[c];
            for (int i = 0, k = c; i < Area; i++, k += Channels)
                _image[k] = plane[i];
        }

        ArrayPool<float>.Shared.Return(_values);
    }
}
