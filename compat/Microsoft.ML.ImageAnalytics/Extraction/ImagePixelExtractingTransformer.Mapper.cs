using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed partial class ImagePixelExtractingTransformer
{
    private sealed class Mapper(ImagePixelExtractingTransformer parent, DataViewSchema inputSchema)
        : OneToOneMapperBase(parent, inputSchema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent._columns.Select(
                (column, i) => new DataViewSchema.DetachedColumn(column.Name, column.VectorType(ImageType(i))))];

        // A byte has 256 values: what each becomes is worked out once.
        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            var column = parent._columns[output];
            var bytes = Enumerable.Range(0, 256);
            if (!column.OutputAsFloatArray)
                return MakeGetter<byte>(input, output, [.. bytes.Select(b => (byte)b)], out disposer);
            float[] scaled = [.. bytes.Select(b => (b - column.OffsetImage) * column.ScaleImage)];
            return MakeGetter(input, output, scaled, out disposer);
        }

        private ImageDataViewType ImageType(int pair) => (ImageDataViewType)Input(pair).Type;

        // The last image is disposed with the cursor, even one that the caller made.
        private ValueGetter<VBuffer<T>> MakeGetter<T>(DataViewRow input, int output, T[] valueOfByte, out Action disposer)
        {
            var planes = parent._columns[output].Planes;
            var type = ImageType(output);
            var size = planes.Count * type.Height * type.Width;
            var getImage = input.GetGetter<MLImage?>(Input(output));
            MLImage? image = null;
            disposer = () => image?.Dispose();
            return (ref VBuffer<T> pixels) =>
            {
                getImage(ref image);
                if (image is null)
                {
                    // No image: a sparse vector without a value.
                    pixels = VBufferEditor.Create(ref pixels, size, 0).Commit();
                    return;
                }

                parent.Host.Check(image.Height == type.Height && image.Width == type.Width);
                var editor = VBufferEditor.Create(ref pixels, size);
                Extract(image, planes, editor.Values, valueOfByte);
                pixels = editor.Commit();
            };
        }

        private static void Extract<T>(MLImage image, ColorPlanes planes, Span<T> values, T[] valueOfByte)
        {
            var pixels = image.Pixels;
            var plane = 0;
            foreach (var channel in planes.Channels(PixelLayout.Of(image.PixelFormat)))
            {
                var (position, step) = planes.Plane(plane++, pixels.Length / 4);
                for (var i = channel; i < pixels.Length; i += 4, position += step)
                    values[position] = valueOfByte[pixels[i]];
            }
        }
    }
}
