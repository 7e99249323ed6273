using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed partial class ImageResizingEstimator
{
    internal sealed class ColumnOptions
    {
        public readonly string Name;
        public readonly string InputColumnName;
        public readonly int ImageWidth;
        public readonly int ImageHeight;
        public readonly ResizingKind Resizing;
        public readonly Anchor Anchor;
        public readonly ImageDataViewType Type;

        public ColumnOptions(
            string name,
            int imageWidth,
            int imageHeight,
            string? inputColumnName = null,
            ResizingKind resizing = ResizingKind.IsoCrop,
            Anchor anchor = Anchor.Center)
        {
            Contracts.CheckNonEmpty(name, nameof(name));
            Contracts.CheckParam(imageWidth > 0, nameof(imageWidth));
            Contracts.CheckParam(imageHeight > 0, nameof(imageHeight));
            Contracts.CheckParam(Enum.IsDefined(resizing), nameof(resizing));
            Contracts.CheckParam(Enum.IsDefined(anchor), nameof(anchor));
            Name = name;
            InputColumnName = inputColumnName ?? name;
            ImageWidth = imageWidth;
            ImageHeight = imageHeight;
            Resizing = resizing;
            Anchor = anchor;
            Type = new ImageDataViewType(imageHeight, imageWidth);
        }

        internal ImageResizeMode Mode => (Resizing, Anchor) switch
        {
            (ResizingKind.IsoPad, _) => ImageResizeMode.Pad,
            (ResizingKind.Fill, _) => ImageResizeMode.Fill,
            (_, Anchor.Top) => ImageResizeMode.CropAnchorTop,
            (_, Anchor.Bottom) => ImageResizeMode.CropAnchorBottom,
            (_, Anchor.Left) => ImageResizeMode.CropAnchorLeft,
            (_, Anchor.Right) => ImageResizeMode.CropAnchorRight,
            _ => ImageResizeMode.CropAnchorCentral,
        };

        internal static ColumnOptions Load(string name, string inputColumnName, ModelLoadContext ctx)
        {
            var (width, height) = (ctx.Reader.ReadInt32(), ctx.Reader.ReadInt32());
            var (resizing, anchor) = ((ResizingKind)ctx.Reader.ReadByte(), (Anchor)ctx.Reader.ReadByte());
            Contracts.CheckDecode(width > 0 && height > 0 && Enum.IsDefined(resizing) && Enum.IsDefined(anchor));
            return new ColumnOptions(name, width, height, inputColumnName, resizing, anchor);
        }

        internal void Save(ModelSaveContext ctx)
        {
            ctx.Writer.Write(ImageWidth);
            ctx.Writer.Write(ImageHeight);
            ctx.Writer.Write((byte)Resizing);
            ctx.Writer.Write((byte)Anchor);
        }
    }
}
