namespace Microsoft.ML.SqueezeExcite;

/// <summary>Writes files so that what was there before is lost only when the new one is whole and on the disk.</summary>
internal static class AtomicFile
{
    public static void Write(string path, Action<Stream> write)
    {
        var beside = path + ".new";
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.ReadWrite))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
