namespace SeTrainerHost.Diagnosis;

/// <summary>How good something is.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, and could be better.</summary>
    Poor,

    /// <summary>Training or scoring cannot work.</summary>
    Wrong,
}

/// <summary>What was found of a part of the machine.</summary>
/// <param name="Name">The part.</param>
/// <param name="Value">What it is.</param>
/// <param name="Health">How good that is.</param>
/// <param name="Advice">What to do; null where nothing is to be done.</param>
internal sealed record Finding(string Name, string Value, Health Health = Health.Good, string? Advice = null);
