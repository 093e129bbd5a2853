using Spectre.Console.Testing;
using TorchGradients.Cli.Terminal;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Tests.Reporting;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class CellTableTests : IDisposable
{
    readonly ExperimentFolder _folder = new ExperimentFolder().Axis("remedy").Axis("depth");

    [Fact]
    public void Is_a_line_a_cell_with_means_over_seeds_and_fits_eighty_columns()
    {
        Add("none", 1, 0.09, 0.1, 1e-16);
        Add("none", 2, 0.11, 0.2, 4e-16);
        Add("batch-norm", 1, 0.05, 0.73, 0.01);

        Assert.Equal(
            """
                                 Cells, means over seeds

              remedy      depth   ‖δ₁‖   update    loss    test  finding
            ─────────────────────────────────────────────────────────────────
              none        20     2e-16  2.5e-16   0.100  15.0 %  vanishes
              batch-norm  20     0.010    0.010  0.0500  73.0 %  update only

            """,
            Text(Screen.Of80Columns(), ExperimentArchive.Open(_folder.Planned().Path)));
    }

    [Fact]
    public void Shows_a_bar_where_there_is_room()
    {
        Add("none", 1, 0.09, 0.1, 1e-16);

        var archive = ExperimentArchive.Open(_folder.Planned().Path);

        Assert.DoesNotContain("log scale", Text(Screen.Of80Columns(), archive), StringComparison.Ordinal);
        Assert.Contains("log scale", Text(new TestConsole().Width(120), archive), StringComparison.Ordinal);
    }

    void Add(string remedy, int seed, double loss, double accuracy, double firstDelta) => _folder.Run(
        $"{remedy}-{seed}", seed, [$"remedy={remedy},depth=20"],
        FormattableString.Invariant(
            $$"""{ "status": "completed", "identity": "IDENTITY", "steps": 1, "seconds": 1, "trainLoss": {{loss}}, "testAccuracy": {{accuracy}} }"""),
        ExperimentFolder.Layers("delta-norm", 0, firstDelta, 1, 1) + ExperimentFolder.Layers("update-ratio", 0, firstDelta, 1, 1));

    static string Text(TestConsole console, ExperimentArchive archive)
    {
        var analysis = ExperimentAnalysis.Of(archive);
        var runs = analysis.Runs.ToDictionary(run => run.Run);
        CellTable.Render(console, archive.Axes, [.. archive.Cells.Select(cell => CellSummary.Of(cell, runs, analysis.Thresholds))]);
        return Screen.Text(console);
    }

    public void Dispose() => _folder.Dispose();
}
