namespace Microsoft.ML.Transforms.Image;

/// <summary>How an image is fitted to a size: with borders, stretched, or cut, and then which part is kept.</summary>
internal enum ImageResizeMode
{
    Pad,
    Fill,
    CropAnchorTop,
    CropAnchorBottom,
    CropAnchorLeft,
    CropAnchorRight,
    CropAnchorCentral,
}
