using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Classifies images, given decoded, encoded or as files, without a pipeline. Any number of threads may call it at once; its
/// memory follows the number of calls at one time, not the number of calls. Images that it is given stay the caller's.
/// </summary>
public sealed partial class SeNetPredictor : IDisposable, IAsyncDisposable
{
    private readonly OnnxScorer _scorer;
    private readonly SeNetPredictorOptions _options;
    private readonly int _batchSize;
    private readonly CallGate _calls = new(nameof(SeNetPredictor));
    private readonly WorkspacePool _single;
    private readonly WorkspacePool _batch;
    private readonly MicroBatcher<Request> _requests;

    /// <summary>Takes the network of a fitted classifier, which may be disposed afterwards.</summary>
    /// <param name="transformer">The classifier.</param>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock of asynchronous calls. Default the system's.</param>
    /// <exception cref="ArgumentException">A setting is out of its range; the message names all that are.</exception>
    public SeNetPredictor(SeNetTransformer transformer, SeNetPredictorOptions? options = null, TimeProvider? time = null)
        : this((transformer ?? throw new ArgumentNullException(nameof(transformer))).OpenScorer, options, time)
    {
    }

    /// <summary>
    /// Takes the network of a saved model. Its other steps are left out: an image goes to the network as it is.
    /// </summary>
    /// <param name="modelPath">The model's zip; it is closed before the constructor returns.</param>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock of asynchronous calls. Default the system's.</param>
    /// <exception cref="ArgumentException">A setting is out of its range; the message names all that are.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is damaged, no model, or a model that is not ours.</exception>
    public SeNetPredictor(string modelPath, SeNetPredictorOptions? options = null, TimeProvider? time = null)
        : this(ModelArchive.Open(modelPath).OpenScorer, options, time)
    {
    }

    /// <summary>
    /// Takes the network of a saved model. Its other steps are left out: an image goes to the network as it is.
    /// </summary>
    /// <param name="model">The model's zip, from the stream's position on; the caller disposes the stream.</param>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock of asynchronous calls. Default the system's.</param>
    /// <exception cref="ArgumentException">A setting is out of its range; the message names all that are.</exception>
    /// <exception cref="InvalidDataException">It is damaged, no model, or a model that is not ours.</exception>
    public SeNetPredictor(Stream model, SeNetPredictorOptions? options = null, TimeProvider? time = null)
        : this(ModelArchive.Copy(model).OpenScorer, options, time)
    {
    }

    private SeNetPredictor(Func<int, OnnxScorer> open, SeNetPredictorOptions? options, TimeProvider? time)
    {
        _options = options ?? new SeNetPredictorOptions();
        _options.Check();
        _scorer = open(_options.ThreadCount);
        _batchSize = _options.BatchSizeFor(_scorer.Shape);
        _single = new WorkspacePool(() => new PredictorWorkspace(_scorer, 1, _options));
        _batch = new WorkspacePool(() => new PredictorWorkspace(_scorer, _batchSize, _options));
        _requests = new MicroBatcher<Request>(_batchSize, _options.MaximumDelay, time ?? TimeProvider.System, ScoreRequests);
    }

    /// <summary>The classes, in the order of the model's scores.</summary>
    public IReadOnlyList<string> ClassNames => _scorer.Description.ClassNames;

    /// <summary>The network's input (C, H, W). Images are scaled and cropped at the centre to it.</summary>
    public FeatureShape InputShape => _scorer.Shape;

    /// <summary>
    /// How encoded images and files are decoded: as those of training were. Null where the network was trained on vectors: then
    /// they are decoded as ML.NET's LoadImages does.
    /// </summary>
    public ImageDecoding? Decoding => _scorer.Description.Decoding;

    /// <summary>Classifies a decoded image.</summary>
    /// <param name="image">The image; it is only read.</param>
    /// <returns>The likeliest classes, the likeliest first.</returns>
    /// <exception cref="ObjectDisposedException">The predictor is disposed.</exception>
    public IReadOnlyList<LabelledScore> Predict(MLImage image) => Predict(ImageInput.Of(image));

    /// <summary>Classifies an encoded image: JPEG, PNG, BMP, GIF or WebP.</summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <returns>The likeliest classes, the likeliest first; none for an invalid image, where the options say so.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are not an image that can be decoded, or one that is too large.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The predictor is disposed.</exception>
    public IReadOnlyList<LabelledScore> Predict(ReadOnlyMemory<byte> encoded) => Predict(ImageInput.Of(encoded));

    /// <summary>Classifies the image in a file. The file is closed before its image is decoded.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The likeliest classes, the likeliest first; none for an invalid image, where the options say so.</returns>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read, or holds no image that can be decoded; the message names it.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The predictor is disposed.</exception>
    public IReadOnlyList<LabelledScore> Predict(string path) => Predict(ImageInput.Of(path));

    /// <summary>Classifies decoded images, in batches.</summary>
    /// <param name="images">The images; they are only read.</param>
    /// <returns>For each, in order as they are enumerated, its likeliest classes.</returns>
    /// <exception cref="ObjectDisposedException">The predictor is disposed.</exception>
    public IEnumerable<IReadOnlyList<LabelledScore>> PredictMany(IEnumerable<MLImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return PredictMany(images.Select(ImageInput.Of));
    }

    /// <summary>Classifies encoded images, in batches.</summary>
    /// <param name="encoded">The bytes of image files.</param>
    /// <returns>
    /// For each, in order as they are enumerated, its likeliest classes; none for an invalid image, where the options say so.
    /// </returns>
    /// <exception cref="InvalidDataException">An image cannot be decoded; the message has its number, from 0.</exception>
    /// <exception cref="ObjectDisposedException">The predictor is disposed.</exception>
    public IEnumerable<IReadOnlyList<LabelledScore>> PredictMany(IEnumerable<ReadOnlyMemory<byte>> encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        return PredictMany(encoded.Select(ImageInput.Of));
    }

    /// <summary>Classifies the images in files, in batches.</summary>
    /// <param name="paths">The files.</param>
    /// <returns>
    /// For each, in order as they are enumerated, its likeliest classes; none for an invalid image, where the options say so.
    /// </returns>
    /// <exception cref="InvalidDataException">A file cannot be read or decoded; the message names it.</exception>
    /// <exception cref="ObjectDisposedException">The predictor is disposed.</exception>
    public IEnumerable<IReadOnlyList<LabelledScore>> PredictMany(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return PredictMany(paths.Select(ImageInput.Of));
    }

    /// <summary>Ends the session; asynchronous calls that were begun are answered before.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Ends the session; asynchronous calls that were begun are answered before.</summary>
    public async ValueTask DisposeAsync()
    {
        await _calls.Close().ConfigureAwait(false);
        await _requests.DisposeAsync().ConfigureAwait(false);
        _scorer.Dispose();
        _single.Dispose();
        _batch.Dispose();
    }
}
