using System.Globalization;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Verdicts;

namespace TorchGradients.Reporting.Reports;

/// <summary>The table of a report's first screen: every cell, what it repairs, and its measures against the baseline.</summary>
static class ComparisonRows
{
    public static ReportTable Of(ExperimentAnalysis analysis, int most)
    {
        var axes = analysis.Cells.Count == 0 ? [] : analysis.Cells[0].Axes;
        Measure[] measures = [.. Measure.All.Where(measure => measure.IsMain && IsKnown(analysis, measure.Name))];

        // The time of a step knows nothing of start and evaluation.
        if (IsKnown(analysis, "stepMicroseconds")) measures = [.. measures.Where(measure => measure.Name != "seconds")];
        var verdicts = analysis.Verdicts.ToDictionary(verdict => verdict.Cell);
        bool hasVerdicts = verdicts.Count > 0;
        var states = analysis.States.ToDictionary(state => state.Cell);
        int[] runs = [.. analysis.Cells.Select(cell => cell.EndedRuns.Count()).Distinct()];
        bool isTuned = analysis.Cells.Any(cell => cell.Tuning is not null);
        string[] columns =
        [
            .. axes.Select(axis => axis.Name),
            .. isTuned ? ["tuned"] : (string[])[],
            .. hasVerdicts ? ["gradient", "update", "trains"] : (string[])[],
            .. runs.Length > 1 ? ["runs"] : (string[])[],
            .. measures.Select(measure => measure.ShortTitle),
        ];
        return new ReportTable(
            "Comparison of all cells, means over the seeds" + (runs is [var each] ? $", {Number(each)} {(each == 1 ? "run" : "runs")} a cell" : ""),
            columns,
            [
                .. analysis.Cells.Take(most).Select(cell => (IReadOnlyList<ReportEntry>)
                [
                    .. cell.Values.Select(Value),
                    .. isTuned ? [new ReportEntry(cell.Tuning?.Title ?? "–")] : (ReportEntry[])[],
                    .. hasVerdicts ? Answers(states[cell], verdicts.GetValueOrDefault(cell)) : [],
                    .. runs.Length > 1 ? [new ReportEntry(Number(cell.EndedRuns.Count()), cell.EndedRuns.Count())] : (ReportEntry[])[],
                    .. measures.Select(measure => MeasureText.Entry(cell, measure, analysis.Thresholds.Significance)),
                ]),
            ],
            Note(analysis, most));
    }

    static string Note(ExperimentAnalysis analysis, int most)
    {
        string ratio = analysis.Cells.Any(cell => cell.Comparisons.Count > 0)
            ? $"×: ratio to the baseline, the geometric mean of the seeds' ratios (of the test accuracy, and where a value is 0, the ratio of the means){Star(analysis)}. "
            : "";
        bool hasDecay = IsKnown(analysis, "deltaDecayAtInitialization") || IsKnown(analysis, "deltaDecayAtEnd");
        string means = "Means are arithmetic, intervals 95 %. "
            + (hasDecay ? "Decay: factor per layer of the error term, before training and at its end. " : "")
            + (IsKnown(analysis, "firstLayerUpdateRatio") ? "Update ratio: of layer 1. " : "");
        string[] guesses = [.. analysis.States.Select(state => state.Training.Chance?.Chance).OfType<double>().Distinct().Select(VerdictText.Percent)];
        string guess = guesses.Length == 0 ? "" : $"A constant guess reaches a test accuracy of {string.Join(" or ", guesses)}. ";
        bool hasReservation = analysis.States.Any(state => state.Training.IsNotTold);
        string told = hasReservation ? "Not told: above a constant guess, but with so few seeds not told from it. " : "";
        string shared = analysis.Cells.Any(cell => cell["seconds"].IsShared)
            ? "Shared: a run's part of the time that runs took which trained together, and no cost of a remedy. "
            : "";
        string rest = analysis.Cells.Count > most ? $"The first {most} of {analysis.Cells.Count} cells; comparison.csv has the measures of all." : "";
        return (ratio + means + Rules(analysis) + guess + told + shared + Tuned(analysis) + rest).TrimEnd();
    }

    static string Star(ExperimentAnalysis analysis)
    {
        double level = analysis.Thresholds.Significance;
        bool hasStars = analysis.Cells.Any(cell => cell.Comparisons.Any(compared => compared.Measure.IsMain && compared.IsSignificant(level)));
        return hasStars
            ? $"; *: it differs from the baseline, paired by seed, p < {ShortNumber.Of(level, 1)} after Holm's correction for all cells"
            : "";
    }

    static string Rules(ExperimentAnalysis analysis) => analysis.Verdicts.Count == 0 ? ""
        : (analysis.States.Any(state => state.Gradient is not null) ? $"{Capital(InOrderText.Gradient(analysis.Thresholds))}. " : "")
            + (analysis.States.Any(state => state.Update is not null) ? $"{Capital(InOrderText.Update(analysis.Thresholds))}. " : "");

    static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));

    static string Tuned(ExperimentAnalysis analysis)
    {
        if (analysis.Cells.Select(cell => cell.Tuning).FirstOrDefault(tuning => tuning is not null) is not { } tuning) return "";

        string tried = string.Join("; ", tuning.Axes.Select((axis, place) =>
            $"{axis.Name} {string.Join(", ", tuning.Candidates.Select(candidate => candidate.Values[place]).Distinct())}"));
        bool hasDiverged = analysis.Cells.Any(cell => cell.Tuning?.Candidates.Any(candidate => candidate.Diverged > 0) == true);
        return $"Tuned: what did best in that cell on held-back data, not on the test part, of {tried}"
            + $"{(hasDiverged ? "; the more of its runs diverged, the later it comes" : "")}. ";
    }

    static bool IsKnown(ExperimentAnalysis analysis, string measure) =>
        analysis.Cells.Any(cell => cell[measure].Mean is not null || cell[measure].LeftOut > 0);

    /// <summary>What stands in the table's place where no run is complete; null where one is.</summary>
    public static string? WhyNone(ExperimentAnalysis analysis) =>
        analysis.Runs.Any(run => run.HasEnded) ? null : "No run is complete, so there is nothing to compare.";

    /// <summary>What a cell comes to, in a few words.</summary>
    public static string InShort(CellState state, RemedyVerdict? verdict)
    {
        string[] answers = [.. Answers(state, verdict).Select(answer => answer.Text)];
        return $"gradient {answers[0]}, update {answers[1]}, trains: {answers[2]}";
    }

    static ReportEntry[] Answers(CellState state, RemedyVerdict? verdict) =>
    [
        new(verdict is null or { IsControl: true } ? Words(state.Gradient, "in order", "not in order") : Words(verdict.Gradient)),
        new(verdict is null or { IsControl: true } ? Words(state.Update, "in order", "not in order") : Words(verdict.Update)),
        new(state.Training.IsNotTold ? "not told" : Words(state.Training.Trains, "yes", "no")),
    ];

    static string Words(bool? holds, string yes, string no) => holds switch
    {
        true => yes,
        false => no,
        null => "unknown",
    };

    /// <summary>What a remedy does, in a word or two.</summary>
    static string Words(RepairAnswer answer) => answer switch
    {
        RepairAnswer.Unknown => "unknown",
        RepairAnswer.NothingToRepair => "in order",
        RepairAnswer.Repairs => "repaired",
        RepairAnswer.RepairsAtFirst => "repaired at first",
        RepairAnswer.RepairsLater => "repaired later",
        RepairAnswer.Overcorrects => "overcorrected",
        RepairAnswer.Improves => "improved",
        RepairAnswer.DoesNotRepair => "not repaired",
        RepairAnswer.Harms => "harmed",
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    static ReportEntry Value(string value) => new(
        value, double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
