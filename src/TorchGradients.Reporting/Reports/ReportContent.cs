using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Figures;

namespace TorchGradients.Reporting.Reports;

/// <summary>All that <c>report.html</c> and <c>report.md</c> show.</summary>
/// <param name="Analysis">The analysis.</param>
/// <param name="Figures">The figures, drawn or not.</param>
/// <param name="Headline">The verdict in two sentences.</param>
/// <param name="Configs">The runs' configs.</param>
/// <param name="Environment">Where the runs were made.</param>
sealed record ReportContent(
    ExperimentAnalysis Analysis, IReadOnlyList<DrawnFigure> Figures, Headline Headline, RunConfigs Configs, ReportTable Environment)
{
    /// <summary>The experiment's name.</summary>
    public string Name => Analysis.Archive.Plan.Experiment;

    /// <summary>The figure that proves the verdict; null where none could be drawn.</summary>
    public DrawnFigure? Proof { get; } = ProofFigure.Of(Analysis, Headline.Subject, Figures);

    /// <summary>How much there is: for example <c>16 cells, 48 runs (47 completed, 1 diverged), 3 seeds</c>.</summary>
    public string Size
    {
        get
        {
            var runs = Analysis.Runs;
            string ends = string.Join(", ", runs.GroupBy(run => run.Run.Status ?? "without a result")
                .OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}"));
            int seeds = runs.Select(run => run.Run.Plan.Seed).Distinct().Count();
            return $"{Count(Analysis.Cells.Count, "cell")}, {Count(runs.Count, "run")} ({ends}), {Count(seeds, "seed")}";
        }
    }

    /// <summary>The content of a report on an analysis.</summary>
    public static ReportContent Of(ExperimentAnalysis analysis, IReadOnlyList<DrawnFigure> figures) => new(
        analysis, figures, Headline.Of(analysis), RunConfigs.Of(analysis), EnvironmentTable.Of(analysis));

    static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
