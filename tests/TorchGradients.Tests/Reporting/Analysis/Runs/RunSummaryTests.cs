using System.Text;
using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Runs;

public sealed class RunSummaryTests
{
    [Fact]
    public void Reading_once_gives_the_profiles_that_all_records_in_memory_give()
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""], RemedyExperiment.Outcome(), Varied()).Planned();
        var run = ExperimentArchive.Open(folder.Path).Runs[0];

        var summary = RunSummary.Of(run, new AnalysisConfig());

        LayerProfile first = LayerProfile.AtFirst(run.Records), last = LayerProfile.AtLast(run.Records);
        Assert.Equal((first.Step, last.Step), (summary.First.Step, summary.Last.Step));
        Assert.Equal(first.Layers, summary.First.Layers);
        Assert.Equal(last.Layers, summary.Last.Layers);
        Assert.Equal(run.Records.Series("update-ratio", 1).Average(point => point.Value), summary.FirstLayerUpdateRatio!.Value, 1e-12);
        Assert.Equal(run.Records["delta-norm"].Select(step => DecayFactor.From(step.Values)), summary.Decay.Select(point => point.Decay));
    }

    [Fact]
    public void Without_an_error_term_the_profile_is_that_of_the_first_step_with_anything()
    {
        string records = ExperimentFolder.Layers("update-ratio", 3, 0.1, 0.2) + ExperimentFolder.Layers("saturation", 4, 0.5, 0.6)
            + ExperimentFolder.Layers("update-ratio", 7, 0.3, 0.4);
        using var folder = new ExperimentFolder().Run("a", 1, [""], RemedyExperiment.Outcome(), records).Planned();
        var run = ExperimentArchive.Open(folder.Path).Runs[0];

        var summary = RunSummary.Of(run, new AnalysisConfig());

        Assert.Equal(LayerProfile.AtFirst(run.Records).Layers, summary.First.Layers);
        Assert.Equal(LayerProfile.AtLast(run.Records).Layers, summary.Last.Layers);
    }

    [Fact]
    public void A_long_run_keeps_some_sixty_points_and_their_means()
    {
        var text = new StringBuilder();
        for (int step = 0; step < 1000; step++)
        {
            text.Append(ExperimentFolder.Layers("delta-norm", step, 0.25, 0.5, 1)).Append(ExperimentFolder.Scalar("train-loss", step, step));
        }

        using var folder = new ExperimentFolder().Run("a", 1, [""], RemedyExperiment.Outcome(), text.ToString()).Planned();

        var summary = RunSummary.Of(ExperimentArchive.Open(folder.Path).Runs[0], new AnalysisConfig());

        Assert.InRange(summary.Decay.Count, 30, 61);
        Assert.Equal((0, 999), (summary.Decay[0].Step, summary.Decay[^1].Step));
        Assert.All(summary.Decay, point => Assert.Equal(0.5, point.Decay.FactorPerLayer!.Value, 1e-12));
        Assert.InRange(summary.TrainLoss.Count, 30, 60);
        Assert.All(summary.TrainLoss, point => Assert.Equal(point.Step, point.Mean, 1e-9)); // the loss was the step
        Assert.Equal(0.0, summary.InitialTrainLoss);
    }

    [Fact]
    public void A_corrupt_line_is_a_warning_with_file_and_line_and_so_is_a_cut_off_end()
    {
        string good = ExperimentFolder.Layers("delta-norm", 0, 0.5, 1, 1);
        string records = good + "{\"@t\":\"2026\n" + good.Replace("layers", "lairs", StringComparison.Ordinal)
            + ExperimentFolder.Layers("delta-norm", 5, 0.25, 1, 1) + "\0\0\0\n[1]\n" + good[..20];
        using var folder = new ExperimentFolder().Run("a", 1, [""], RemedyExperiment.Outcome(), records).Planned();

        var summary = RunSummary.Of(ExperimentArchive.Open(folder.Path).Runs[0], new AnalysisConfig());

        string file = Path.Combine(folder.Path, "a", "records.clef");
        Assert.Equal([$"{file}: lines 2, 3, 5 and 2 more are not events of a run and were left out."], summary.Warnings);
        Assert.Equal((0, 5), (summary.First.Step, summary.Last.Step));
    }

    [Fact]
    public void A_line_longer_than_any_buffer_is_read()
    {
        double?[] values = [.. Enumerable.Range(1, 20000).Select(layer => (double?)(1.0 / layer))];
        using var folder = new ExperimentFolder()
            .Run("a", 1, [""], RemedyExperiment.Outcome(), ExperimentFolder.Layers("delta-norm", 0, values)).Planned();

        var summary = RunSummary.Of(ExperimentArchive.Open(folder.Path).Runs[0], new AnalysisConfig());

        Assert.Equal(values, summary.First.Layers.Select(layer => layer.Delta));
    }

    [Theory]
    [InlineData(0.5, 1.0)]
    [InlineData(0.25, 0.5)]
    [InlineData(1.2, null)]
    [InlineData(null, null)]
    public void The_half_life_counts_layers(double? factor, double? layers) => Assert.Equal(layers, DecayPoint.HalfLife(factor));

    /// <summary>
    /// Quantities that are due at different steps, written in different orders, with NaN and infinity.
    /// </summary>
    static string Varied()
    {
        var text = new StringBuilder();
        for (int step = 0; step < 40; step++)
        {
            if (step % 3 == 0) text.Append(ExperimentFolder.Layers("saturation", step, 0.01 * step, 0.2, null));
            if (step >= 4 && step % 5 == 4) text.Append(ExperimentFolder.Layers("delta-norm", step, Math.Pow(0.5, step), 1, step));
            text.Append(ExperimentFolder.Layers("update-ratio", step, 1e-3 * step, double.NaN, double.PositiveInfinity));
            if (step % 4 == 0) text.Append(ExperimentFolder.Layers("weight-factor", step, step, step + 1, null));
        }

        return text.ToString();
    }
}
