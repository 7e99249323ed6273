namespace Microsoft.ML.Data;

public sealed partial class ImageLoadingTransformer
{
    private sealed class Mapper(ImageLoadingTransformer parent, DataViewSchema inputSchema)
        : OneToOneMapperBase(parent, inputSchema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
        {
            DataViewType type = parent.LoadsImages
                ? new Transforms.Image.ImageDataViewType()
                : new VectorDataViewType(NumberDataViewType.Byte);
            return [.. parent.ColumnPairs.Select(pair => new DataViewSchema.DetachedColumn(pair.outputColumnName, type))];
        }

        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            var getPath = input.GetGetter<ReadOnlyMemory<char>>(Input(output));
            if (parent.LoadsImages)
                return MakeImageGetter(getPath, out disposer);
            disposer = null;
            return MakeBytesGetter(getPath);
        }

        // The image of a row lives until the next row is read, or the cursor is disposed.
        private ValueGetter<MLImage?> MakeImageGetter(ValueGetter<ReadOnlyMemory<char>> getPath, out Action disposer)
        {
            MLImage? last = null;
            ReadOnlyMemory<char> name = default;
            VBuffer<byte> file = default;
            disposer = () => last?.Dispose();
            return (ref MLImage? image) =>
            {
                image?.Dispose();
                image = null;
                getPath(ref name);
                if (name.Length > 0)
                    image = LoadImage(FullPath(name), ref file);
                last = image;
            };
        }

        private ValueGetter<VBuffer<byte>> MakeBytesGetter(ValueGetter<ReadOnlyMemory<char>> getPath)
        {
            ReadOnlyMemory<char> name = default;
            return (ref VBuffer<byte> bytes) =>
            {
                getPath(ref name);
                if (name.Length > 0)
                    LoadBytes(FullPath(name), ref bytes);
                else
                    bytes = VBufferEditor.Create(ref bytes, 0).Commit();
            };
        }

        private string FullPath(ReadOnlyMemory<char> name)
            => string.IsNullOrWhiteSpace(parent.ImageFolder) ? $"{name}" : Path.Combine(parent.ImageFolder, $"{name}");

        // Read at once, so that the file is not kept open, into a buffer that serves all rows.
        private static MLImage LoadImage(string path, ref VBuffer<byte> file)
        {
            LoadBytes(path, ref file);
            var image = MLImage.CreateFromBytes(file.GetValues());
            image.Tag = path;
            return image;
        }

        private static void LoadBytes(string path, ref VBuffer<byte> bytes)
        {
            using var file = File.OpenHandle(path);
            var length = RandomAccess.GetLength(file);
            if (length > Array.MaxLength)
                throw new IOException($"File {path} too big to open.");
            if (length == 0)
            {
                // Files of the kernel have content but no length.
                var content = File.ReadAllBytes(path);
                bytes = new VBuffer<byte>(content.Length, content);
                return;
            }

            var editor = VBufferEditor.Create(ref bytes, (int)length);
            for (var read = 0; read < length;)
            {
                var count = RandomAccess.Read(file, editor.Values[read..], read);
                if (count == 0)
                    throw new EndOfStreamException($"File {path} became shorter while it was read.");
                read += count;
            }

            bytes = editor.Commit();
        }
    }
}
