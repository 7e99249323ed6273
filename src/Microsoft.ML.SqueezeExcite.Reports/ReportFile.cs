using System.Text;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>Writes pages.</summary>
internal static class ReportFile
{
    /// <summary>Writes a page; what is there is replaced once the new one is whole.</summary>
    public static void Write(string path, string page, FileSystem? files = null) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(page)), files);
}
