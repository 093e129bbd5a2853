using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Figures;
using TorchGradients.Reporting.Reports;
using Xunit;

namespace TorchGradients.Tests.Reporting.Reports;

public sealed class ProofFigureTests
{
    // Factors per layer before training and at the end, and the first layer's update, each without and with the remedy.
    [Theory]
    [InlineData(0.2, 0.2, 1e-9, 0.9, 0.9, 1e-3, HeadlineSubject.Gradient, "delta-profile")] // both are repaired
    [InlineData(0.2, 0.2, 1e-9, 0.2, 0.2, 1e-3, HeadlineSubject.Update, "update-profile")] // four equal lines would prove nothing
    [InlineData(0.2, 0.2, 1e-9, 0.25, 0.25, 1e-3, HeadlineSubject.Update, "update-profile")] // a little less ill, and a repair
    [InlineData(0.2, 0.2, 1e-3, 0.25, 0.25, 1e-3, HeadlineSubject.Gradient, "delta-profile")]
    [InlineData(0.2, 0.2, 1e-3, 0.2, 0.25, 1e-3, HeadlineSubject.GradientAlongTraining, "delta-heat-map")]
    [InlineData(0.2, 0.2, 1e-3, 0.2, 0.9, 1e-3, HeadlineSubject.GradientAlongTraining, "delta-heat-map")]
    [InlineData(0.9, 0.2, 1e-3, 0.9, 0.9, 1e-3, HeadlineSubject.GradientAlongTraining, "delta-heat-map")]
    [InlineData(0.9, 0.9, 1e-3, 9.0, 0.9, 1e-3, HeadlineSubject.Gradient, "delta-profile")] // harmed
    [InlineData(0.2, 0.2, 1e-9, 0.2, 0.2, 1e-8, HeadlineSubject.Update, "update-profile")]
    [InlineData(0.9, 0.9, 1e-3, 0.9, 0.9, 1e-3, HeadlineSubject.Training, "training-loss")]
    public void Shows_what_the_headline_says(
        double first, double last, double update, double firstNow, double lastNow, double updateNow, HeadlineSubject subject, string expected)
    {
        var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 4; seed++)
        {
            double wobble = 1 + 0.001 * (seed % 3);
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(0.1, chance: 0.1), Records(first, last, update))
                .Run($"b{seed}", seed, ["remedy=x"], RemedyExperiment.Outcome(0.1 + 0.1 * wobble, chance: 0.1), Records(firstNow * wobble, lastNow * wobble, updateNow * wobble));
        }

        var (told, proof) = Of(folder);

        Assert.Equal((subject, expected), (told, proof));
    }

    [Theory]
    [InlineData("""{ "quantity": "deltaDecayAtInitialization", "is": "less", "of": { "depth": ["2"] }, "than": 1 }""", "decay-by-depth")]
    [InlineData("""{ "quantity": "firstToLastRatioAtEnd", "is": "less", "of": { "depth": ["2"] }, "than": 1 }""", "delta-profile")]
    [InlineData("""{ "quantity": "firstLayerUpdateRatio", "is": "less", "of": { "depth": ["2"] }, "than": 1 }""", "update-profile")]
    [InlineData("""{ "quantity": "trainLoss", "is": "less", "of": { "depth": ["2"] }, "than": 1 }""", "training-loss")]
    [InlineData("""{ "quantity": "testAccuracy", "is": "less", "of": { "depth": ["2"] }, "than": 1 }""", "remedy-by-depth")]
    [InlineData("""{ "quantity": "saturation", "layer": 1, "step": 0, "is": "less", "of": { "depth": ["2"] }, "than": 1 }""", "delta-profile")] // not recorded
    public void Of_claims_it_shows_their_first_quantity(string claim, string expected) => Assert.Equal(
        (HeadlineSubject.Claims, expected), Of(Grid(claim)));

    [Fact]
    public void A_grid_over_the_variance_of_the_first_weights_is_a_phase_diagram()
    {
        var folder = Grid("""{ "quantity": "testAccuracy", "is": "less", "of": { "depth": ["2"] }, "than": 1 }""");
        foreach (var (run, deviation) in new[] { ("2", 0.1), ("3", 0.2) })
        {
            folder.WithFile(run, "resolved.json", FormattableString.Invariant($$"""
                { "model": { "depth": 3, "width": 64, "initialization": { "name": "normal", "standardDeviation": {{deviation}} } } }
                """));
        }

        Assert.Equal((HeadlineSubject.Claims, "phase-diagram"), Of(folder));
    }

    [Fact]
    public void Is_the_first_that_can_be_drawn_where_what_it_should_show_was_not_recorded_and_none_where_nothing_was()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(0.1), ExperimentFolder.Scalar("train-loss", 0, 2) + ExperimentFolder.Scalar("train-loss", 9, 1))
            .Run("b", 1, ["remedy=x"], RemedyExperiment.Outcome(0.2), ExperimentFolder.Scalar("train-loss", 0, 2) + ExperimentFolder.Scalar("train-loss", 9, 1))
            .Planned();

        DrawnFigure[] figures = [.. Figures(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)))];

        Assert.Equal("training-loss", ProofFigure.Of(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)), HeadlineSubject.Update, figures)!.Name);
        Assert.Null(ProofFigure.Of(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)), HeadlineSubject.Update, []));
    }

    static ExperimentFolder Grid(string claim) => new ExperimentFolder().Axis("depth").Claim(claim)
        .Run("2", 1, ["depth=2"], RemedyExperiment.Outcome(0.1, decay: 0.5),
            ExperimentFolder.Layers("delta-norm", 0, 0.5, 1, 1) + ExperimentFolder.Layers("update-ratio", 0, 1e-3, 1e-3, 1e-3) + ExperimentFolder.Scalar("train-loss", 0, 2))
        .Run("3", 1, ["depth=3"], RemedyExperiment.Outcome(0.2, decay: 0.6), Records(0.6, 0.6, 1e-3));

    static string Records(double first, double last, double update) => string.Concat(new[] { (0, first), (9, last) }.Select(step =>
        ExperimentFolder.Layers("delta-norm", step.Item1, step.Item2 * step.Item2, step.Item2, 1, 1)
        + ExperimentFolder.Layers("update-ratio", step.Item1, update, 1e-3, 1e-3, 1e-3)
        + ExperimentFolder.Scalar("train-loss", step.Item1, 2)));

    static (HeadlineSubject, string?) Of(ExperimentFolder folder)
    {
        using (folder.Planned())
        {
            var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));
            var content = ReportContent.Of(analysis, [.. Figures(analysis)]);
            return (content.Headline.Subject, content.Proof?.Name);
        }
    }

    // As drawn, without the pictures.
    static IEnumerable<DrawnFigure> Figures(ExperimentAnalysis analysis) => FigureGallery.All.Select(figure =>
    {
        FigureModel model = figure.Model(analysis);
        return new DrawnFigure(figure, model, [], model.IsEmpty ? "It cannot be drawn." : null);
    });
}
