namespace SeTrainerHost.Terminal;

/// <summary>How a command shows what happens.</summary>
internal enum ProgressKind
{
    /// <summary>A bar in a terminal, lines elsewhere.</summary>
    Auto,

    /// <summary>Lines.</summary>
    Lines,

    /// <summary>An object of JSON a line.</summary>
    Jsonl,
}
