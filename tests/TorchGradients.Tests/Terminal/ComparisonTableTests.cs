using Spectre.Console.Testing;
using TorchGradients.Cli.Terminal;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Tests.Reporting;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class ComparisonTableTests
{
    [Fact]
    public void Shows_means_intervals_ratios_and_significance()
    {
        using var folder = RemedyExperiment.Write();

        Assert.Equal(
            """
                                                     Comparison, means over seeds

              cell           runs      test accuracy  training loss  decay at start  decay at end  update ratio   seconds
            ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
              none, depth 4     3  0.10 (0.095–0.10)            2.0            0.20          0.20          1e-9       1.0
                                            baseline       baseline        baseline      baseline      baseline  baseline
              relu, depth 4     3   0.80 (0.72–0.88)           0.40            0.90          0.90        0.0020       1.5
                                             × 8.0 *       × 0.20 *         × 4.5 *       × 4.5 *       × 2e6 *   × 1.5 *
              adam, depth 4     3  0.10 (0.095–0.10)            1.9            0.20          0.20        0.0010       1.2
                                               × 1.0         × 0.95           × 1.0         × 1.0       × 1e6 *   × 1.2 *
              none, depth       3  0.10 (0.095–0.10)            2.0            0.20          0.20          1e-9       1.0
              20                            baseline       baseline        baseline      baseline      baseline  baseline
              relu, depth       3   0.80 (0.72–0.88)           0.40            0.90          0.90        0.0020       1.5
              20                             × 8.0 *       × 0.20 *         × 4.5 *       × 4.5 *       × 2e6 *   × 1.5 *
              adam, depth       3  0.10 (0.095–0.10)            1.9            0.20          0.20        0.0010       1.2
              20                               × 1.0         × 0.95           × 1.0         × 1.0       × 1e6 *   × 1.2 *

              ×: ratio to the baseline, paired by seed; *: p < 0.05 after Holm's correction; in brackets: 95 % interval.

            """,
            Table(folder, width: 110));
    }

    [Fact]
    public void Fits_into_80_columns()
    {
        using var folder = RemedyExperiment.Write();

        Assert.Equal(
            """
                                      Comparison, means over seeds

              cell          runs      test accuracy  decay at start  update ratio   seconds
            ────────────────────────────────────────────────────────────────────────────────
              none, depth      3  0.10 (0.095–0.10)            0.20          1e-9       1.0
              4                            baseline        baseline      baseline  baseline
              relu, depth      3   0.80 (0.72–0.88)            0.90        0.0020       1.5
              4                             × 8.0 *         × 4.5 *       × 2e6 *   × 1.5 *
              adam, depth      3  0.10 (0.095–0.10)            0.20        0.0010       1.2
              4                               × 1.0           × 1.0       × 1e6 *   × 1.2 *
              none, depth      3  0.10 (0.095–0.10)            0.20          1e-9       1.0
              20                           baseline        baseline      baseline  baseline
              relu, depth      3   0.80 (0.72–0.88)            0.90        0.0020       1.5
              20                            × 8.0 *         × 4.5 *       × 2e6 *   × 1.5 *
              adam, depth      3  0.10 (0.095–0.10)            0.20        0.0010       1.2
              20                              × 1.0           × 1.0       × 1e6 *   × 1.2 *

            ×: ratio to the baseline, paired by seed; *: p < 0.05 after Holm's correction;
                                      in brackets: 95 % interval.

            """,
            Table(folder, width: 80));
    }

    [Fact]
    public void Nothing_is_compared_in_a_single_run()
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""], RemedyExperiment.Outcome(0.5)).Planned();

        Assert.Equal("\n", Table(folder, width: 80));
    }

    static string Table(ExperimentFolder folder, int width)
    {
        TestConsole console = Screen.Of80Columns().Width(width);
        ComparisonTable.Render(console, ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));
        return Screen.Text(console);
    }
}
