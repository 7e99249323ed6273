namespace Microsoft.ML.Transforms.Image;

/// <summary>
/// Where the whole source lands on the target, in target pixels; parts may lie outside. All positions and sizes are
/// truncated single-precision products, as in the official API, so an area can fall one pixel short of the target.
/// </summary>
internal readonly record struct DrawnArea(int X, int Y, int Width, int Height)
{
    public static DrawnArea Of(PixelBuffer source, int width, int height, ImageResizeMode mode)
    {
        var widthAspect = (float)width / source.Width;
        var heightAspect = (float)height / source.Height;
        var fillsWidth = heightAspect < widthAspect == (mode != ImageResizeMode.Pad);
        var aspect = fillsWidth ? widthAspect : heightAspect;

        // Below zero when the source is cut, above when it gets borders.
        var slackX = width - (source.Width * aspect);
        var slackY = height - (source.Height * aspect);
        return new DrawnArea(
            fillsWidth ? 0 : Align(slackX, mode, ImageResizeMode.CropAnchorLeft, ImageResizeMode.CropAnchorRight),
            fillsWidth ? Align(slackY, mode, ImageResizeMode.CropAnchorTop, ImageResizeMode.CropAnchorBottom) : 0,
            (int)(source.Width * aspect),
            (int)(source.Height * aspect));
    }

    private static int Align(float slack, ImageResizeMode mode, ImageResizeMode start, ImageResizeMode end)
        => mode == start ? 0 : (int)(mode == end ? slack : slack / 2);
}
