namespace Microsoft.ML.SqueezeExcite;

/// <summary>How much room a disk has.</summary>
internal static class DiskSpace
{
    /// <summary>The bytes that are free where a folder is; null where nobody can tell, as for a share of the network on Windows or a folder that is missing.</summary>
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
