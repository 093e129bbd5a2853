using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Reports;
using TorchGradients.Tests.House;
using Xunit;

namespace TorchGradients.Tests.Reporting.Reports;

public sealed class MarkdownReportTests
{
    [Fact]
    public void A_reader_who_has_only_report_md_learns_who_won_by_how_much_how_sure_and_how_to_repeat_it()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4, 20], seeds: 3, steps: 3, "two-remedies", "Does ReLU help?");

        ReportFiles.Write(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));

        Assert.Equal(
            File.ReadAllText(Repository.PathOf("tests", "TorchGradients.Tests", "Reporting", "Reports", "report.verified.md")),
            File.ReadAllText(Path.Combine(folder.Path, "report.md")));
    }

    [Fact]
    public void A_reader_learns_what_depends_on_what_and_of_how_many_interactions_that_is_told()
    {
        using var folder = new ExperimentFolder().Axis("norm").Axis("activation").Baseline(("norm", "none"), ("activation", "sigmoid"));
        foreach (var (norm, activation, accuracy) in new[] { ("none", "sigmoid", 0.1), ("batch-norm", "sigmoid", 0.7), ("none", "relu", 0.7), ("batch-norm", "relu", 0.75) })
        {
            for (int seed = 1; seed <= 4; seed++)
            {
                folder.Run($"{norm}-{activation}-{seed}", seed, [$"norm={norm},activation={activation}"],
                    RemedyExperiment.Outcome(accuracy + 0.001 * (seed * accuracy * 100 % 7)));
            }
        }

        ReportFiles.Write(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)));
        string text = File.ReadAllText(Path.Combine(folder.Path, "report.md"));

        // By hand: 0.6 without ReLU, 0.05 with it.
        Assert.Contains(
            "\n## What depends on what\n\n1 interaction is told from chance after Holm's correction, of 1 that were tested:\n\n"
            + "- norm batch-norm instead of none: test accuracy changed by 0.60 (95 %: ", text, StringComparison.Ordinal);
        Assert.Contains(" at activation sigmoid, changed by 0.05", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_learns_what_was_tried_of_a_nuisance_axis_and_chosen()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Axis("learningRate", "nuisance").Baseline(("remedy", "none"));
        foreach (string remedy in new[] { "none", "relu" })
        {
            folder.Run($"{remedy}-low", 1, [$"remedy={remedy},learningRate=0.1"], RemedyExperiment.Outcome(0.5, validationAccuracy: 0.3, validationLoss: 2))
                .Run($"{remedy}-high", 1, [$"remedy={remedy},learningRate=1"], RemedyExperiment.Outcome(0.5, validationAccuracy: 0.6, validationLoss: 1));
        }

        ReportFiles.Write(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)));

        Assert.Contains(
            """
            ## What was tuned

            | cell | learningRate | validation accuracy | validation loss |  |
            | --- | --- | --- | --- | --- |
            | none | 0.1 | 0.300 | 2.00 |  |
            | none | 1 | 0.600 | 1.00 | chosen |
            | relu | 0.1 | 0.300 | 2.00 |  |
            | relu | 1 | 0.600 | 1.00 | chosen |

            Means over the seeds, of data that was held back from training, not of the test part.
            """, File.ReadAllText(Path.Combine(folder.Path, "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_diagnosis_names_seeds_only_where_they_differ()
    {
        using var folder = new ExperimentFolder().Axis("remedy")
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(0.1), RemedyExperiment.Records(0.1, 1e-9))
            .Run("b", 2, ["remedy=none"], RemedyExperiment.Outcome(0.1), RemedyExperiment.Records(0.1, 1e-9))
            .Run("c", 1, ["remedy=relu"], RemedyExperiment.Outcome(0.5), RemedyExperiment.Records(0.9, 1e-3))
            .Run("d", 2, ["remedy=relu"], RemedyExperiment.Outcome(0.5), RemedyExperiment.Records(0.1, 1e-9))
            .Planned();

        ReportFiles.Write(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));

        Assert.Contains(
            """
            ## Diagnosis

            | cell | finding | layers at the first recorded step | layers at the last |
            | --- | --- | --- | --- |
            | none | vanishes | 1: vanishing, frozen; 2–4: healthy | 1: vanishing, frozen; 2–4: healthy |
            | relu | Seed 1: healthy. Seed 2: vanishes | Seed 1: 1–4: healthy. Seed 2: 1: vanishing, frozen; 2–4: healthy | Seed 1: 1–4: healthy. Seed 2: 1: vanishing, frozen; 2–4: healthy |

            """, File.ReadAllText(Path.Combine(folder.Path, "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_markup_show_as_text()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(accuracy: 0.1))
            .Run("b", 1, ["remedy=<b>|x|</b>"], RemedyExperiment.Outcome(accuracy: 0.5))
            .Planned("<script>alert(1)</script>", "Is *this* [shown](x)?");

        ReportFiles.Write(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));
        string text = File.ReadAllText(Path.Combine(folder.Path, "report.md"));

        Assert.StartsWith("# &lt;script&gt;alert(1)&lt;/script&gt;\n\n*Is \\*this\\* \\[shown\\](x)?*\n", text, StringComparison.Ordinal);
        Assert.Contains("| &lt;b&gt;\\|x\\|&lt;/b&gt; |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
    }
}
