namespace Microsoft.ML.SqueezeExcite;

/// <summary>How the rows of a view are shared out: each worker has every n-th block of them.</summary>
/// <param name="Workers">The number of workers.</param>
/// <param name="Size">The rows of a block.</param>
/// <param name="Start">The first row of the first block; those before it are passed over.</param>
internal readonly record struct RowBlocks(int Workers, int Size = 1, long Start = 0);

/// <summary>Makes an item of a block of rows, on whose first the cursor stands.</summary>
/// <param name="first">The number of that row.</param>
/// <param name="next">Moves the cursor to the next row of the block; false after the last.</param>
internal delegate T BlockReader<out T>(long first, Func<bool> next);
