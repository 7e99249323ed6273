namespace Microsoft.ML.SqueezeExcite;

/// <summary>How much room a disk has.</summary>
internal static class DiskSpace
{
    /// <summary>
    /// The bytes that are free where a folder is; null where that is unknown: a network share on Windows, or a missing folder.
    /// </summary>
    public static long? Free(string folder)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
