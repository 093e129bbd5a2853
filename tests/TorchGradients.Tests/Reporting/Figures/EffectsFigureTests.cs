using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Figures;
using TorchGradients.Reporting.Figures.Shown;
using Xunit;

namespace TorchGradients.Tests.Reporting.Figures;

/// <summary>What is drawn of a grid whose averages over the other axes cannot be told from interactions.</summary>
public sealed class EffectsFigureTests
{
    // Adam makes the first layer's update 90 times as large at depth 3; at depth 20 the baseline's and Xavier's are exactly 0.
    static readonly (string Remedy, int Depth, double Update)[] _updates =
    [
        ("none", 3, 1e-5), ("xavier", 3, 7e-5), ("adam", 3, 9e-4), ("none", 20, 0), ("xavier", 20, 0), ("adam", 20, 1e-14),
    ];

    [Fact]
    public void Effects_that_are_mixed_up_with_interactions_are_not_drawn_but_every_cell_against_its_baseline()
    {
        using var folder = Folder(hasBaseline: true);
        var analysis = Analysed(folder);
        Assert.Contains(analysis.Effects.Mains, main => main is { Measure: "firstLayerUpdateRatio", IsAliased: true });

        var figure = Assert.IsType<IntervalFigure>(EffectsFigure.Model(analysis));

        IntervalPanel update = figure.Panels[^1];
        Assert.Equal("update ratio of the first layer, cell by cell", update.Title);
        Assert.Equal(["xavier, depth 3", "adam, depth 3"], update.Marks.Select(mark => mark.Name));
        Assert.Equal([7 / Math.Cbrt(1.02 * 1.01), 90], update.Marks.Select(mark => mark.Value), (a, b) => Math.Abs(a - b) <= 1e-9 * a);
        Assert.Equal(["remedy xavier", "remedy adam", "depth 20"], figure.Panels[0].Marks.Select(mark => mark.Name));
        Assert.Equal("What each setting does, averaged over the other axes or against its baseline", figure.Title);
        Assert.EndsWith(
            "Of those that have a mark the largest effect on update ratio of the first layer is that of adam, depth 3: times 90 (95 %: 88 to 92).",
            figure.Sentence, StringComparison.Ordinal);
        Assert.Equal(
            "Marks are estimates with their 95 % intervals over the seeds, filled where the effect is told from none after Holm's correction; the "
            + "line in the middle is no effect. With the cells that are missing or 0, the effects on update ratio of the first layer cannot be told "
            + "from interactions: every cell is held against its baseline instead. No mark of update ratio of the first layer, as a ratio of or to 0 "
            + "has no place on its scale: xavier, depth 20; adam, depth 20.",
            figure.Reading);
    }

    [Fact]
    public void Without_a_baseline_it_says_that_there_is_no_panel_of_them()
    {
        using var folder = Folder(hasBaseline: false);

        var figure = Assert.IsType<IntervalFigure>(EffectsFigure.Model(Analysed(folder)));

        Assert.Equal(["test accuracy", "decay factor per layer at initialisation"], figure.Panels.Select(panel => panel.Title));
        Assert.EndsWith(
            " With the cells that are missing or 0, the effects on update ratio of the first layer cannot be told from interactions, and no cell "
            + "has a baseline to be held against.", figure.Reading, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_at_all_can_be_told_that_is_the_reason()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Axis("depth")
            .Run("a", 1, ["remedy=none,depth=3"], RemedyExperiment.Outcome(0.1)).Run("b", 1, ["remedy=relu,depth=20"], RemedyExperiment.Outcome(0.2))
            .Planned();

        Assert.Equal(
            "with the cells that are missing, what a setting does cannot be told from interactions, and no cell has a baseline to be held against.",
            Assert.IsType<MissingFigure>(EffectsFigure.Model(Analysed(folder))).Reason);
    }

    static ExperimentFolder Folder(bool hasBaseline)
    {
        ExperimentFolder folder = new ExperimentFolder().Axis("remedy").Axis("depth");
        if (hasBaseline) folder.Baseline(("remedy", "none"));
        foreach (var (remedy, depth, update) in _updates)
        {
            for (int seed = 1; seed <= 3; seed++)
            {
                double wobble = 1 + 0.01 * (seed * remedy[0] % 3);
                folder.Run(
                    $"{remedy}-{depth}-{seed}", seed, [$"remedy={remedy},depth={depth}"],
                    RemedyExperiment.Outcome(0.3 * wobble, decay: 0.2 * wobble), RemedyExperiment.Records(0.2, update * wobble));
            }
        }

        return folder.Planned();
    }

    static ExperimentAnalysis Analysed(ExperimentFolder folder) => ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));
}
