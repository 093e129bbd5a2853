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

        Assert.Equal("TABLE", Table(folder, width: 110));
    }

    [Fact]
    public void Fits_into_80_columns()
    {
        using var folder = RemedyExperiment.Write();

        Assert.Equal("TABLE80", Table(folder, width: 80));
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
