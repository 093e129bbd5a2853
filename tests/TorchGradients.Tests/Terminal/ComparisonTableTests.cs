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
    public void Is_a_line_a_cell_with_marks_means_and_significance()
    {
        using var folder = RemedyExperiment.Write(chance: 0.1);

        Assert.Equal(
            """
                                                   Comparison, means over seeds

              remedy  depth   ‖δ₁‖  (log scale)  gradient: decay  update ratio  trains: test  95 %        loss  time
            ──────────────────────────────────────────────────────────────────────────────────────────────────────────
              none    4      0.040  ████████▊    ✗ 0.20  → 0.20   ✗   1e-9      ✗ 10.0 %      9.5–10.5    2.00  1.0 s
              relu    4       0.81  ██████████   ✓ 0.90* → 0.90*  ✓ 0.0020 *    ✓ 80.0 % *    72.1–88.0  0.400  × 1.5
              adam    4      0.040  ████████▊    ✗ 0.20  → 0.20   ✓ 0.0010      ✗ 10.0 %      9.5–10.5    1.90  × 1.2

              none    20     0.040  ████████▊    ✗ 0.20  → 0.20   ✗   1e-9      ✗ 10.0 %      9.5–10.5    2.00  1.0 s
              relu    20      0.81  ██████████   ✓ 0.90* → 0.90*  ✓ 0.0020 *    ✓ 80.0 % *    72.1–88.0  0.400  × 1.5
              adam    20     0.040  ████████▊    ✗ 0.20  → 0.20   ✓ 0.0010      ✗ 10.0 %      9.5–10.5    1.90  × 1.2

            ✓ in order, ✗ not; gradient in order: layer 1 receives 0.1 to 10 times what the last hidden layer gets, at the start and
            at the end; decay of the error term per layer, at the start → at the end; update in order: layer 1's weights change by
            1e-4 to 0.1 of their size a step; test: accuracy, where a constant guess reaches 10.0 %; × by the baseline's time; *
            differs from the baseline (p < 0.05 after Holm's correction).

            """,
            Table(folder, width: 120));
    }

    [Fact]
    public void Leaves_out_what_matters_least_to_fit_into_80_columns()
    {
        using var folder = RemedyExperiment.Write(chance: 0.1);

        Assert.Equal(
            """
                                   Comparison, means over seeds

              remedy  depth  gradient: decay  update ratio  trains: test   loss  time
            ───────────────────────────────────────────────────────────────────────────
              none    4      ✗ 0.20  → 0.20   ✗   1e-9      ✗ 10.0 %       2.00  1.0 s
              relu    4      ✓ 0.90* → 0.90*  ✓ 0.0020 *    ✓ 80.0 % *    0.400  × 1.5
              adam    4      ✗ 0.20  → 0.20   ✓ 0.0010      ✗ 10.0 %       1.90  × 1.2

              none    20     ✗ 0.20  → 0.20   ✗   1e-9      ✗ 10.0 %       2.00  1.0 s
              relu    20     ✓ 0.90* → 0.90*  ✓ 0.0020 *    ✓ 80.0 % *    0.400  × 1.5
              adam    20     ✗ 0.20  → 0.20   ✓ 0.0010      ✗ 10.0 %       1.90  × 1.2

            ✓ in order, ✗ not; gradient in order: layer 1 receives 0.1 to 10 times what the
            last hidden layer gets, at the start and at the end; decay of the error term per
            layer, at the start → at the end; update in order: layer 1's weights change by
            1e-4 to 0.1 of their size a step; test: accuracy, where a constant guess reaches
            10.0 %; × by the baseline's time; * differs from the baseline (p < 0.05 after
            Holm's correction).

            """,
            Table(folder, width: 80));
    }

    [Fact]
    public void A_console_without_Unicode_gets_ASCII()
    {
        using var folder = RemedyExperiment.Write(chance: 0.1);

        string table = Table(folder, width: 120, unicode: false);

        Assert.Contains("ok 0.90* -> 0.90*", table, StringComparison.Ordinal);
        Assert.Contains("no 0.20  -> 0.20", table, StringComparison.Ordinal);
        Assert.All(table, character => Assert.True(char.IsAscii(character), $"'{character}'"));
    }

    [Fact]
    public void What_was_not_measured_is_no_column_and_what_has_not_ended_a_dash()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(0.5)).Run("b", 1, ["remedy=x"], RemedyExperiment.Outcome(0.6, seconds: 2))
            .Run("c", 1, ["remedy=y"]).Planned();

        Assert.Equal(
            """
                Comparison, means over seeds

              remedy  runs  trains: test  time
            ────────────────────────────────────
              none       1  ? 50.0 %      1.0 s
              x          1  ? 60.0 %      × 2.0
              y          0         –          –

            ✓ in order, ✗ not, ? not known; × by the baseline's time.

            """,
            Table(folder, width: 80));
    }

    [Fact]
    public void A_time_that_runs_share_which_trained_together_is_no_column_and_one_of_runs_that_diverged_a_dash()
    {
        using var shared = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], Costing(500.5)).Run("b", 1, ["remedy=x"], Costing(500.5)).Planned();
        using var own = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], Costing(500.5)).Run("b", 1, ["remedy=x"], Costing(1001)).Run("c", 1, ["remedy=y"], Costing(50, "diverged")).Planned();

        Assert.DoesNotContain("time", Table(shared, width: 80).Split('✓')[0], StringComparison.Ordinal);
        Assert.Equal(["0.50 ms", "× 2.0", "–"], Table(own, width: 80).Split('\n').Skip(4).Take(3).Select(line => line.Trim().Split("  ")[^1].Trim()));

        static string Costing(double microseconds, string status = "completed") => RemedyExperiment.Outcome(0.5, status: status).Replace(
            "\"steps\"", FormattableString.Invariant($"\"cost\": {{ \"stepMicroseconds\": {microseconds} }}, \"steps\""), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_compared_in_a_single_run()
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""], RemedyExperiment.Outcome(0.5)).Planned();

        Assert.Equal("\n", Table(folder, width: 80));
    }

    static string Table(ExperimentFolder folder, int width, bool unicode = true)
    {
        TestConsole console = Screen.Of80Columns(unicode).Width(width);
        ComparisonTable.Render(console, ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));
        return Screen.Text(console);
    }
}
