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
        Measure[] measures = [.. Measure.All.Where(measure => analysis.Cells.Any(cell => cell[measure.Name].Mean is not null || cell[measure.Name].LeftOut > 0))];
        var verdicts = analysis.Verdicts.ToDictionary(verdict => verdict.Cell);
        bool hasVerdicts = verdicts.Count > 0;
        var states = analysis.States.ToDictionary(state => state.Cell);
        bool isTuned = analysis.Cells.Any(cell => cell.Tuning is not null);
        string[] columns =
        [
            .. axes.Select(axis => axis.Name),
            .. isTuned ? ["tuned"] : (string[])[],
            .. hasVerdicts ? ["gradient", "update", "trains"] : (string[])[],
            "runs",
            .. measures.Select(measure => measure.Title),
        ];
        return new ReportTable(
            "Comparison of all cells, means over the seeds",
            columns,
            [
                .. analysis.Cells.Take(most).Select(cell => (IReadOnlyList<ReportEntry>)
                [
                    .. cell.Values.Select(Value),
                    .. isTuned ? [new ReportEntry(cell.Tuning?.Title ?? "–")] : (ReportEntry[])[],
                    .. hasVerdicts ? Answers(states[cell], verdicts.GetValueOrDefault(cell)) : [],
                    new ReportEntry(Number(cell.EndedRuns.Count()), cell.EndedRuns.Count()),
                    .. measures.Select(measure => MeasureText.Entry(cell, measure, analysis.Thresholds.Significance)),
                ]),
            ],
            Note(analysis, most));
    }

    static string Note(ExperimentAnalysis analysis, int most)
    {
        string ratio = analysis.Cells.Any(cell => cell.Comparisons.Count > 0)
            ? $"×: ratio to the baseline, paired by seed; *: p < {ShortNumber.Of(analysis.Thresholds.Significance, 1)} after Holm's correction. "
            : "";
        string[] guesses = [.. analysis.States.Select(state => state.Training.Chance?.Chance).OfType<double>().Distinct().Select(VerdictText.Percent)];
        string guess = guesses.Length == 0 ? "" : $"A constant guess reaches a test accuracy of {string.Join(" or ", guesses)}. ";
        string rest = analysis.Cells.Count > most ? $"The first {most} of {analysis.Cells.Count} cells; comparison.csv has all of them." : "";
        return (ratio + guess + rest).TrimEnd();
    }

    static ReportEntry[] Answers(CellState state, RemedyVerdict? verdict) =>
    [
        new(verdict is null ? Words(state.Gradient, "in order", "not in order") : Words(verdict.Gradient)),
        new(verdict is null ? Words(state.Update, "in order", "not in order") : Words(verdict.Update)),
        new(Words(state.Training.Trains, "yes", "no")),
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
        RepairAnswer.RepairsAtFirst => "at first",
        RepairAnswer.Improves => "improved",
        RepairAnswer.DoesNotRepair => "not repaired",
        RepairAnswer.Harms => "harmed",
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    static ReportEntry Value(string value) => new(
        value, double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
