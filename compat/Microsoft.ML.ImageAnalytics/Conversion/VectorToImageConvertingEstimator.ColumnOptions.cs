using Microsoft.ML.Runtime;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

namespace Microsoft.ML.Transforms.Image;

public sealed partial class VectorToImageConvertingEstimator
{
    internal sealed class ColumnOptions
    {
        public readonly string Name;
        public readonly string InputColumnName;
        public readonly ImageDataViewType Type;
        public readonly ColorPlanes Planes;
        public readonly float ScaleImage;
        public readonly float OffsetImage;

        /// <summary>Alpha, red, green, blue: what a channel is that the vector does not hold.</summary>
        public readonly int[] Defaults;

        public ColumnOptions(
            string name,
            int imageHeight,
            int imageWidth,
            string? inputColumnName = null,
            ColorBits colorsPresent = ColorBits.Rgb,
            ColorsOrder orderOfColors = ColorsOrder.ARGB,
            bool interleavedColors = false,
            float scaleImage = 1,
            float offsetImage = 0,
            int defaultAlpha = 255,
            int defaultRed = 0,
            int defaultGreen = 0,
            int defaultBlue = 0)
        {
            Contracts.CheckNonWhiteSpace(null, name, nameof(name));
            Contracts.CheckParam(
                (colorsPresent & ColorBits.All) != 0, nameof(colorsPresent), "Need to use at least one color plane");
            Contracts.CheckParam(imageWidth > 0, nameof(imageWidth), "Image width must be greater than zero");
            Contracts.CheckParam(imageHeight > 0, nameof(imageHeight), "Image height must be greater than zero");
            Contracts.CheckParam(float.IsFinite(offsetImage), nameof(offsetImage));
            Contracts.CheckParam(float.IsFinite(scaleImage) && scaleImage != 0, nameof(scaleImage));
            Name = name;
            InputColumnName = inputColumnName ?? name;
            Type = new ImageDataViewType(imageHeight, imageWidth);
            Planes = new ColorPlanes(colorsPresent & ColorBits.All, orderOfColors, interleavedColors);
            ScaleImage = scaleImage;
            OffsetImage = offsetImage;
            Defaults = [defaultAlpha, defaultRed, defaultGreen, defaultBlue];
        }

        internal int VectorSize => Type.Height * Type.Width * Planes.Count;

        internal bool IsScaled => OffsetImage != 0 || ScaleImage != 1;

        internal static ColumnOptions Load(string name, string inputColumnName, ModelLoadContext ctx)
        {
            var reader = ctx.Reader;
            var (colors, order) = ((ColorBits)reader.ReadByte(), (ColorsOrder)reader.ReadByte());
            Contracts.CheckDecode(colors != 0 && (colors & ColorBits.All) == colors && order != 0);
            var (width, height) = (reader.ReadInt32(), reader.ReadInt32());
            var (offset, scale) = (reader.ReadSingle(), reader.ReadSingle());
            Contracts.CheckDecode(width > 0 && height > 0 && float.IsFinite(offset) && float.IsFinite(scale) && scale != 0);
            var interleaved = reader.ReadBoolByte();
            return new ColumnOptions(name, height, width, inputColumnName, colors, order, interleaved, scale, offset,
                reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        }

        internal void Save(ModelSaveContext ctx)
        {
            ctx.Writer.Write((byte)Planes.Colors);
            ctx.Writer.Write((byte)Planes.Order);
            ctx.Writer.Write(Type.Width);
            ctx.Writer.Write(Type.Height);
            ctx.Writer.Write(OffsetImage);
            ctx.Writer.Write(ScaleImage);
            ctx.Writer.WriteBoolByte(Planes.Interleaved);
            foreach (var value in Defaults)
                ctx.Writer.Write(value);
        }
    }
}
