using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed partial class ImagePixelExtractingEstimator
{
    internal sealed class ColumnOptions
    {
        public readonly string Name;
        public readonly string InputColumnName;
        public readonly ColorPlanes Planes;
        public readonly float OffsetImage;
        public readonly float ScaleImage;
        public readonly bool OutputAsFloatArray;

        public ColumnOptions(
            string name,
            string? inputColumnName = null,
            ColorBits colorsToExtract = ColorBits.Rgb,
            ColorsOrder orderOfExtraction = ColorsOrder.ARGB,
            bool interleavePixelColors = false,
            float offsetImage = 0,
            float scaleImage = 1,
            bool outputAsFloatArray = true)
        {
            Contracts.CheckNonWhiteSpace(null, name, nameof(name));
            Contracts.CheckParam(
                (colorsToExtract & ColorBits.All) != 0, nameof(colorsToExtract), "Need to use at least one color plane.");

            // Bytes are handed on as they are.
            OffsetImage = outputAsFloatArray ? offsetImage : 0;
            ScaleImage = outputAsFloatArray ? scaleImage : 1;
            Contracts.CheckParam(float.IsFinite(OffsetImage), nameof(offsetImage));
            Contracts.CheckParam(float.IsFinite(ScaleImage) && ScaleImage != 0, nameof(scaleImage));
            Name = name;
            InputColumnName = inputColumnName ?? name;
            Planes = new ColorPlanes(colorsToExtract & ColorBits.All, orderOfExtraction, interleavePixelColors);
            OutputAsFloatArray = outputAsFloatArray;
        }

        internal NumberDataViewType ItemType => OutputAsFloatArray ? NumberDataViewType.Single : NumberDataViewType.Byte;

        internal static ColumnOptions Load(string name, string inputColumnName, ModelLoadContext ctx)
        {
            var (colors, order) = ((ColorBits)ctx.Reader.ReadByte(), (ColorsOrder)ctx.Reader.ReadByte());
            Contracts.CheckDecode(colors != 0 && (colors & ColorBits.All) == colors && order != 0);
            var outputAsFloatArray = ctx.Reader.ReadBoolByte();
            var (offset, scale) = (ctx.Reader.ReadSingle(), ctx.Reader.ReadSingle());
            Contracts.CheckDecode(float.IsFinite(offset) && float.IsFinite(scale) && scale != 0);
            Contracts.CheckDecode(outputAsFloatArray || (offset == 0 && scale == 1));
            var interleaved = ctx.Reader.ReadBoolByte();
            return new ColumnOptions(name, inputColumnName, colors, order, interleaved, offset, scale, outputAsFloatArray);
        }

        internal void Save(ModelSaveContext ctx)
        {
            ctx.Writer.Write((byte)Planes.Colors);
            ctx.Writer.Write((byte)Planes.Order);
            ctx.Writer.WriteBoolByte(OutputAsFloatArray);
            ctx.Writer.Write(OffsetImage);
            ctx.Writer.Write(ScaleImage);
            ctx.Writer.WriteBoolByte(Planes.Interleaved);
        }

        internal VectorDataViewType VectorType(ImageDataViewType image) => Planes.Interleaved
            ? new(ItemType, image.Height, image.Width, Planes.Count)
            : new(ItemType, Planes.Count, image.Height, image.Width);
    }
}
