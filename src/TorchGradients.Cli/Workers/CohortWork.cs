using System.Globalization;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Workers;

/// <summary>What is to do of a cohort.</summary>
/// <param name="Open">The runs whose results are missing.</param>
/// <param name="Members">The runs that train: these alone, or all of a cohort whose numbers are bound to it.</param>
/// <param name="IsBound">Whether the runs' last digits depend on the cohort, so that they are never tried alone.</param>
internal sealed record CohortWork(IReadOnlyList<PlannedRun> Open, IReadOnlyList<PlannedRun> Members, bool IsBound)
{
    /// <summary>A cohort's work; nothing is open where all of it is complete.</summary>
    public static CohortWork Of(Cohort cohort, Func<PlannedRun, bool> isOpen) =>
        new([.. cohort.Members.Where(isOpen)], cohort.ToTrain(isOpen), cohort.IsBound);

    /// <summary>One run by itself.</summary>
    public static CohortWork Alone(PlannedRun run) => new([run], [run], IsBound: false);

    /// <summary>Whether its runs may be tried alone.</summary>
    public bool CanBeSplit => !IsBound && Open.Count > 1;

    /// <summary>For example <c>depth 4, seed 1 and 23 more</c>.</summary>
    public string Title => TitleOf(Open);

    /// <summary>The work that is left when only these runs are still open.</summary>
    public CohortWork Rest(IReadOnlyList<PlannedRun> open) => new(open, IsBound ? Members : open, IsBound);

    /// <summary>A title for runs that train together: the first one's, and how many more they are.</summary>
    public static string TitleOf(IReadOnlyList<PlannedRun> runs) => runs.Count == 1
        ? runs[0].Title
        : string.Create(CultureInfo.InvariantCulture, $"{runs[0].Title} and {runs.Count - 1} more");
}
