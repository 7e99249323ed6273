namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>A picture as templates show it.</summary>
/// <param name="Source">The picture.</param>
/// <param name="IsTiny">Whether it is enlarged to squares.</param>
/// <param name="Alt">What it shows, for those who cannot see it.</param>
/// <param name="Title">What is shown when one points at it.</param>
/// <param name="Caption">The line below it.</param>
/// <param name="Detail">The line below that.</param>
internal sealed record ShownPicture(string Source, bool IsTiny, string Alt, string Title, string Caption, string Detail);

/// <summary>Pictures under a title.</summary>
/// <param name="Id">Where links go.</param>
/// <param name="Title">The title.</param>
/// <param name="Detail">What explains it.</param>
/// <param name="Pictures">The pictures.</param>
internal sealed record Gallery(string Id, string Title, string Detail, IReadOnlyList<ShownPicture> Pictures);
