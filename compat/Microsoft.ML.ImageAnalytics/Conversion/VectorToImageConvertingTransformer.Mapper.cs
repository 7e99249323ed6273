using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed partial class VectorToImageConvertingTransformer
{
    private sealed class Mapper(VectorToImageConvertingTransformer parent, DataViewSchema inputSchema)
        : OneToOneMapperBase(parent, inputSchema)
    {
        // What the images are made of is kept as blue, green, red, alpha.
        private static readonly PixelLayout Layout = PixelLayout.Of(MLPixelFormat.Bgra32);

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent._columns.Select(column => new DataViewSchema.DetachedColumn(column.Name, column.Type))];

        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            disposer = null;
            var (source, options) = (Input(output), parent._columns[output]);
            var item = source.Type.GetItemType();
            if (item == NumberDataViewType.Single)
                return MakeGetter(input.GetGetter<VBuffer<float>>(source), options, options.IsScaled);
            if (item == NumberDataViewType.Double)
                return MakeGetter(input.GetGetter<VBuffer<double>>(source), options, options.IsScaled);
            if (item == NumberDataViewType.Byte)
                return MakeGetter(input.GetGetter<VBuffer<byte>>(source), options, isScaled: false);
            throw Contracts.Except(null, "We only support float, double or byte arrays");
        }

        private static ValueGetter<MLImage?> MakeGetter<T>(
            ValueGetter<VBuffer<T>> getVector, VectorToImageConvertingEstimator.ColumnOptions options, bool isScaled)
            where T : INumberBase<T>
        {
            VBuffer<T> vector = default;
            var dense = new T[options.VectorSize];
            var pixels = new byte[options.Type.Height * options.Type.Width * 4];
            return (ref MLImage? image) =>
            {
                getVector(ref vector);
                image = null;
                if (vector.GetValues().Length == 0)
                    return;
                vector.CopyTo(dense);
                Fill(pixels, dense, options, isScaled);
                image = MLImage.CreateFromPixels(options.Type.Width, options.Type.Height, MLPixelFormat.Bgra32, pixels);
                image.Tag = nameof(VectorToImageConvertingTransformer);
            };
        }

        private static void Fill<T>(
            byte[] pixels, T[] vector, VectorToImageConvertingEstimator.ColumnOptions options, bool isScaled)
            where T : INumberBase<T>
        {
            FillMissing(pixels, options, isScaled);
            var plane = 0;
            foreach (var channel in options.Planes.Channels(Layout))
            {
                var (position, step) = options.Planes.Plane(plane++, pixels.Length / 4);
                for (var i = channel; i < pixels.Length; i += 4, position += step)
                    pixels[i] = ToByte(float.CreateTruncating(vector[position]), options, isScaled);
            }
        }

        private static void FillMissing(byte[] pixels, VectorToImageConvertingEstimator.ColumnOptions options, bool isScaled)
        {
            var colors = options.Defaults.Select(value => ToByte(value, options, isScaled)).ToArray();
            for (var i = 0; i < pixels.Length; i += 4)
            {
                pixels[i + Layout.Alpha] = isScaled ? (byte)0 : colors[0];
                pixels[i + Layout.Red] = colors[1];
                pixels[i + Layout.Green] = colors[2];
                pixels[i + Layout.Blue] = colors[3];
            }
        }

        private static byte ToByte(float value, VectorToImageConvertingEstimator.ColumnOptions options, bool isScaled)
            => isScaled ? (byte)Math.Round((value * options.ScaleImage) - options.OffsetImage) : (byte)value;
    }
}
