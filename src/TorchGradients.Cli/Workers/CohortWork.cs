using System.Globalization;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli.Workers;

/// <summary>What is to do of a cohort.</summary>
/// <param name="Open">The runs whose results are missing.</param>
/// <param name="Members">The runs that train: these alone, or all of a cohort whose numbers are bound to it.</param>
/// <param name="IsBound">Whether the runs' last digits depend on the cohort, so that they are never tried alone.</param>
/// <param name="SecondsBefore">Each run's time in a larger cohort that left nothing to go on from.</param>
internal sealed record CohortWork(
    IReadOnlyList<PlannedRun> Open, IReadOnlyList<PlannedRun> Members, bool IsBound, double SecondsBefore = 0)
{
    /// <summary>A cohort's work; nothing is open where all of it is complete.</summary>
    public static CohortWork Of(Cohort cohort, Func<PlannedRun, bool> isOpen) =>
        new([.. cohort.Members.Where(isOpen)], cohort.ToTrain(isOpen), cohort.IsBound);

    /// <summary>One run by itself, whatever cohort the plan has it in.</summary>
    public static CohortWork Alone(PlannedRun run)
    {
        PlannedRun alone = run with { Cohort = new CohortPlace(1, 0), IsBoundToCohort = false };
        return new CohortWork([alone], [alone], IsBound: false);
    }

    /// <summary>Whether its runs may be tried alone.</summary>
    public bool CanBeSplit => !IsBound && Open.Count > 1;

    /// <summary>For example <c>depth 4, seed 1 and 23 more</c>.</summary>
    public string Title => TitleOf(Open);

    /// <summary>The work that is left when only these runs are still open.</summary>
    public CohortWork Rest(IReadOnlyList<PlannedRun> open) =>
        this with { Open = open, Members = IsBound ? Members : open };

    /// <summary>The halves of a cohort that is too large, those with something to do: they begin anew.</summary>
    /// <param name="secondsBefore">Each run's time so far.</param>
    public IReadOnlyList<CohortWork> Halves(double secondsBefore = 0)
    {
        var open = Open.Select(run => run.Identity).ToHashSet();
        return
        [
            .. new Cohort(Members, IsBound).Halves()
                .Select(half => Of(half, run => open.Contains(run.Identity)) with { SecondsBefore = secondsBefore })
                .Where(work => work.Open.Count > 0),
        ];
    }

    /// <summary>The work as it is cut by now: a bound cohort that was halved is its halves, and so on.</summary>
    /// <param name="earlier">What the experiment's folder knows.</param>
    public IEnumerable<CohortWork> In(EarlierPlan earlier) =>
        IsBound && earlier.IsHalved(Members.Select(run => run.Identity))
        ? Halves().SelectMany(half => half.In(earlier))
        : [this];

    /// <summary>A title for runs that train together: the first one's, and how many more they are.</summary>
    public static string TitleOf(IReadOnlyList<PlannedRun> runs) => runs.Count == 1
        ? runs[0].Title
        : string.Create(CultureInfo.InvariantCulture, $"{runs[0].Title} and {runs.Count - 1} more");
}
