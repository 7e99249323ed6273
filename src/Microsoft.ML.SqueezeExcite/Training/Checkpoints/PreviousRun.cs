namespace Microsoft.ML.SqueezeExcite;

/// <summary>What another run left in the folder that a run begins in. It is kept, under names with <c>.previous</c>.</summary>
internal static class PreviousRun
{
    /// <summary>
    /// Sets files aside. The checkpoint goes first: where a kill interrupts this, no run goes on from a part of the files, and
    /// the next that begins sets the rest aside. What a run left that had no checkpoint does not take the place of a whole run's.
    /// </summary>
    /// <exception cref="IOException">A file cannot be renamed.</exception>
    public static void SetAside(FileSystem files, string checkpoint, IReadOnlyList<string> others)
    {
        if (File.Exists(checkpoint))
        {
            foreach (var older in others.Select(Name).Where(File.Exists))
                files.Delete(older);
            files.Move(checkpoint, Name(checkpoint));
        }

        foreach (var other in others.Where(other => File.Exists(other) && !File.Exists(Name(other))))
            files.Move(other, Name(other));
    }

    private static string Name(string path) => Path.ChangeExtension(path, $".previous{Path.GetExtension(path)}");
}
