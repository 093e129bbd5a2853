using System.Text.Encodings.Web;
using System.Text.Json;
using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Effects;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>Every caveat of an experiment's conclusions.</summary>
static class CaveatList
{
    const int ShownCells = 5;
    static readonly JsonSerializerOptions _asTyped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Of the largest to the smallest ratio of times over the seeds; no source.
    const double Noisy = 2;

    public static IReadOnlyList<Caveat> Of(
        ArchivedPlan plan, IReadOnlyList<CellState> states, IReadOnlyList<RemedyVerdict> verdicts, GridEffects effects, AnalysisConfig thresholds)
    {
        CellAnalysis[] cells = [.. states.Select(state => state.Cell)];
        return
        [
            .. Baseline(plan, cells),
            .. Seeds(plan, cells, thresholds),
            .. Fixed(plan, cells),
            .. Nuisance(plan, cells),
            .. Untuned(plan, verdicts),
            .. Diverged(cells),
            .. DivergedElsewhere(cells),
            .. NoSpread(cells),
            .. Absorbed(cells),
            .. SharedTime(verdicts),
            .. MachineTime(cells),
            .. ChanceUnknown(states),
            .. effects.Gaps.Select(gap => new Caveat(CaveatKind.Fraction, gap)),
        ];
    }

    static IEnumerable<Caveat> Baseline(ArchivedPlan plan, IReadOnlyList<CellAnalysis> cells)
    {
        if (cells.Count < 2) yield break;

        if (plan.Baseline is not { Count: > 0 })
        {
            yield return new Caveat(CaveatKind.NoBaseline,
                $"The experiment names no baseline, so nothing is compared: name a cell, for example \"baseline\": {Example(cells[0])}.");
            yield break;
        }

        CellAnalysis[] alone = [.. cells.Where(cell => cell.BaselineValues is null)];
        if (alone.Length > 0)
        {
            yield return new Caveat(CaveatKind.NoBaseline,
                $"{Count(alone.Length, "cell")} of {cells.Count} {(alone.Length == 1 ? "has" : "have")} no baseline in the grid and "
                + $"{(alone.Length == 1 ? "is" : "are")} not compared: {Titles(alone)}.");
        }

        foreach (var axis in (plan.Axes ?? []).Where(axis => axis.Role == "nuisance" && plan.Baseline.ContainsKey(axis.Name)))
        {
            yield return new Caveat(CaveatKind.TunedBaseline,
                $"The baseline names the nuisance axis {axis.Name}; its value is chosen there as in every other cell.");
        }
    }

    static string Example(CellAnalysis cell)
    {
        string value = ValueName.IsWord(cell.Values[0]) ? Quoted(cell.Values[0]) : cell.Values[0];
        return $"{{ {Quoted(cell.Axes[0].Name)}: {value} }}";

        static string Quoted(string text) => JsonSerializer.Serialize(text, _asTyped);
    }

    static IEnumerable<Caveat> Seeds(ArchivedPlan plan, IReadOnlyList<CellAnalysis> cells, AnalysisConfig thresholds)
    {
        int seeds = (plan.Runs ?? []).Select(run => run.Seed).Distinct().Count();
        if (seeds == 1)
        {
            yield return new Caveat(CaveatKind.FewSeeds,
                "One seed: there are no intervals and no p-values, and a difference may be chance.");
        }
        else if (seeds < thresholds.FewestSeeds)
        {
            yield return new Caveat(CaveatKind.FewSeeds,
                $"Only {seeds} seeds, fewer than {thresholds.FewestSeeds}: intervals are wide, and only large differences can be told from "
                + "chance.");
        }

        CellAnalysis[] unpaired = [.. cells.Where(cell => cell.Comparisons.Any(
            compared => compared.Paired.Pairs < cell[compared.Measure.Name].Seeds.Count))];
        if (unpaired.Length > 0)
        {
            yield return new Caveat(CaveatKind.UnpairedSeeds,
                "Seeds without a finite value in the cell or in its baseline are in no comparison: "
                + $"{Titles(unpaired)}.");
        }
    }

    static IEnumerable<Caveat> Fixed(ArchivedPlan plan, IReadOnlyList<CellAnalysis> cells) =>
        from axis in plan.Axes ?? []
        where axis.Role == "fixed" && cells.Count > 0
        let place = cells[0].Axes.Index().First(pair => pair.Item.Name == axis.Name).Index
        let values = cells.Select(cell => cell.Values[place]).Distinct()
        select new Caveat(CaveatKind.FixedSetting, $"{axis.Name} is fixed at {string.Join(", ", values)}: the conclusions hold there.");

    static IEnumerable<Caveat> Nuisance(ArchivedPlan plan, IReadOnlyList<CellAnalysis> cells)
    {
        ArchivedAxis[] axes = [.. (plan.Axes ?? []).Where(axis => axis.Role == "nuisance")];
        if (axes.Length == 0 || (plan.Runs ?? []).All(run => run.Cells.Count == 0)) yield break;

        bool hasValues = cells.Any(cell => cell.EndedRuns.Count() > cell.Runs.Select(run => run.Run.Plan.Seed).Distinct().Count());
        if (hasValues && cells.All(cell => cell.Tuning is null))
        {
            yield return new Caveat(CaveatKind.NoSelection,
                $"Nothing was held back, so no best value of {string.Join(", ", axes.Select(axis => axis.Name))} was chosen; the means "
                + "run over all its values. Hold data back with data:validationFraction, say 0.1.");
        }

        foreach (var edge in cells.Where(cell => cell.Tuning is not null)
            .SelectMany(cell => cell.Tuning!.AtEdge.Select(axis => (Axis: axis.Name, Cell: cell))).GroupBy(pair => pair.Axis))
        {
            yield return new Caveat(CaveatKind.EdgeOfRange,
                $"The best {edge.Key} lies on the edge of the range that was tried, so a better one may lie beyond it: "
                + $"{Titles([.. edge.Select(pair => pair.Cell)])}.");
        }
    }

    static IEnumerable<Caveat> Untuned(ArchivedPlan plan, IReadOnlyList<RemedyVerdict> verdicts)
    {
        if ((plan.Axes ?? []).Any(axis => axis.Role == "nuisance") || verdicts.All(verdict => verdict.IsControl)) yield break;

        yield return new Caveat(CaveatKind.Untuned,
            "Nothing was tuned per remedy, as no axis has the role nuisance: learning rate and the like are those of the config, and a remedy, "
            + "or the baseline, may do better with others.");
    }

    static IEnumerable<Caveat> Diverged(IReadOnlyList<CellAnalysis> cells)
    {
        var diverged = cells
            .Select(cell => (Cell: cell, Count: cell.EndedRuns.Count(run => run.Outcome!.Status == RunStatus.Diverged)))
            .Where(pair => pair.Count > 0).ToArray();
        if (diverged.Length == 0) yield break;

        string which = string.Join("; ", diverged.Take(ShownCells).Select(pair =>
            $"{pair.Cell.Title}: {pair.Count} of {pair.Cell.EndedRuns.Count()}"));
        yield return new Caveat(CaveatKind.DivergedLeftOut,
            $"Diverged runs are left out of means wherever their value is not finite, so these look better than they are: {which}"
            + $"{(diverged.Length > ShownCells ? $"; and {diverged.Length - ShownCells} more cells" : "")}.");
    }

    static IEnumerable<Caveat> DivergedElsewhere(IReadOnlyList<CellAnalysis> cells)
    {
        var tried = cells.Where(cell => cell.Tuning is not null).Select(cell =>
        {
            TuningCandidate[] others = [.. cell.Tuning!.Candidates.Where(candidate => !ReferenceEquals(candidate, cell.Tuning.Chosen))];
            return (Cell: cell, Diverged: others.Sum(other => other.Diverged), Runs: others.Sum(other => other.Runs.Count));
        }).ToArray();
        var diverged = tried.Where(one => one.Diverged > 0).ToArray();
        if (diverged.Length == 0) yield break;

        string axes = string.Join(" and ", diverged[0].Cell.Tuning!.Axes.Select(axis => axis.Name));
        string which = string.Join("; ", diverged.Take(ShownCells).Select(one => $"{one.Cell.Title}: {one.Diverged} of {one.Runs}"));
        yield return new Caveat(CaveatKind.DivergedElsewhere,
            $"{diverged.Sum(one => one.Diverged)} of {Count(tried.Sum(one => one.Runs), "run")} with values of {axes} that were not chosen diverged, "
            + $"which counts against these values only: {which}"
            + $"{(diverged.Length > ShownCells ? $"; and {diverged.Length - ShownCells} more cells" : "")}.");
    }

    static IEnumerable<Caveat> NoSpread(IReadOnlyList<CellAnalysis> cells)
    {
        CellAnalysis[] without = [.. cells.Where(cell => cell.Comparisons.Any(compared => compared is { Measure.IsTime: false, Paired: { PValue: null, Pairs: > 1 } }))];
        if (without.Length > 0)
        {
            yield return new Caveat(CaveatKind.NoSpread,
                "Differences that are the same with every seed have no p-value, as there is no spread to hold them against: "
                + $"{Titles(without)}.");
        }
    }

    static IEnumerable<Caveat> Absorbed(IReadOnlyList<CellAnalysis> cells)
    {
        CellAnalysis[] absorbed =
        [
            .. cells.Where(cell => cell.EndedRuns.Any(run => run.FirstLayerUpdateRatio == 0 && run.First.Layers is [{ Delta: > 0 }, ..])),
        ];
        if (absorbed.Length > 0)
        {
            yield return new Caveat(CaveatKind.Absorbed,
                "An update of exactly 0 beside an error term that is not 0 was lost to rounding: what is smaller than about 6e-8 of a weight (in "
                + $"float32; 1e-16 in float64) leaves it as it is. 0 means too small for the format there: {Titles(absorbed)}.");
        }
    }

    static IEnumerable<Caveat> SharedTime(IReadOnlyList<RemedyVerdict> verdicts)
    {
        int shared = verdicts.Count(verdict => TimeText.IsShared(verdict.Cell, verdict.Baseline));
        if (shared > 0)
        {
            yield return new Caveat(CaveatKind.SharedTime,
                $"In {shared} of {Count(verdicts.Count, "comparison")} the cost in time was not measured: runs that trained together share one "
                + "time, which depends on who they were. To compare times, run with execution:cohorts off and --workers 1.");
        }
    }

    static IEnumerable<Caveat> MachineTime(IReadOnlyList<CellAnalysis> cells)
    {
        Comparison[] times = [.. cells.Select(TimeText.Compared).OfType<Comparison>()];
        if (times.Length == 0) yield break;

        int noisy = times.Count(time => time.SeedRatios is { } seeds && seeds.High > Noisy * seeds.Low);
        yield return new Caveat(CaveatKind.MachineTime,
            "Times are those of the machine, with all else that ran on it: seeds are no independent measurements of them, so that they have "
            + "no p-value and no star"
            + (noisy == 0 ? "" : $", and in {noisy} of {Count(times.Length, "comparison")} their ratios differ by more than a factor of 2")
            + ". To compare times, run with execution:cohorts off and --workers 1.");
    }

    static IEnumerable<Caveat> ChanceUnknown(IReadOnlyList<CellState> states)
    {
        CellState[] compared = [.. states.Where(state => state.Cell.Comparisons.Count > 0)];
        CellAnalysis[] without = [.. compared.Where(state => state.Training is { Trains: not null, Chance: null }).Select(state => state.Cell)];
        if (without.Length > 0)
        {
            yield return new Caveat(CaveatKind.ChanceUnknown,
                "What a constant guess reaches is not known, so a network counts as trained if its training loss fell, also one that "
                + $"learned only to guess{(without.Length == compared.Length ? "" : $": {Titles(without)}")}.");
        }
    }

    static string Titles(IReadOnlyCollection<CellAnalysis> cells) =>
        string.Join("; ", cells.Take(ShownCells).Select(cell => cell.Title))
        + (cells.Count > ShownCells ? $"; and {cells.Count - ShownCells} more" : "");

    static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
