using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes an <see cref="MLImage"/> member of a row class a column of images of one size.</summary>
public sealed class ImageTypeAttribute : DataViewTypeAttribute
{
    public ImageTypeAttribute()
    {
    }

    public ImageTypeAttribute(int height, int width)
    {
        Contracts.CheckParam(width > 0, nameof(width), "Should be positive number");
        Contracts.CheckParam(height > 0, nameof(height), "Should be positive number");
        Height = height;
        Width = width;
    }

    internal int Height { get; }

    internal int Width { get; }

    public override bool Equals(DataViewTypeAttribute? other)
        => other is ImageTypeAttribute image && Height == image.Height && Width == image.Width;

    public override bool Equals(object? obj) => Equals(obj as DataViewTypeAttribute);

    public override int GetHashCode() => HashCode.Combine(Height, Width);

    // Without a size this throws, as it does officially: a column needs one.
    public override void Register()
        => DataViewTypeManager.Register(new ImageDataViewType(Height, Width), typeof(MLImage), this);
}
