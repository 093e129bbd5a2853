using System.Net;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Preflight;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Reports;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Preflight;

/// <summary>Cells of which nobody can say whether they train are in no rate, and are counted with the reason.</summary>
public sealed class UnscoredCellsTests
{
    [Fact]
    public void Cells_whose_training_is_not_told_count_neither_as_trained_nor_as_not()
    {
        // Counted by hand: of a, c, e and f two were warned of, of which a did not train, and a and e did not train. With b and d
        // as untrained the precision would be 2 of 3.
        PreflightScore score = Score(
            SomeCell.Untrained("a", isWarned: true), SomeCell.NotTold("b", true), SomeCell.Trained("c", true),
            SomeCell.NotTold("d", false), Hardly("e"), SomeCell.Trained("f", false));

        Assert.Equal(["a", "c", "e", "f"], score.Cells.Select(cell => cell.Cell.Title));
        Assert.Equal([("b", UnscoredReason.NotTold), ("d", UnscoredReason.NotTold)], score.Unscored.Select(cell => (cell.Cell.Title, cell.Reason)));
        Assert.Equal((1, 2, 2), (score.Hits, score.Warned, score.Untrained));
        Assert.Equal(
            [
                "Scored: 4 of 6 cells. Not scored: 2 not told (above a constant guess, but with so few seeds not told from it).",
                "From step 0 alone 2 of 4 cells were expected not to train: 1 of 2 did not (precision 0.50 (95 %: 0.095–0.91)).",
                "2 of 4 cells did not train in 100 steps: 1 of 2 was foreseen (recall 0.50 (95 %: 0.095–0.91)).",
            ],
            score.Sentences.Skip(1).Take(3));

        // 2.8 % of the way from the guess to 1: above it, but by less than counts.
        static SomeCell Hardly(string name) => new(name, false, (0.12, 0.13));
    }

    [Fact]
    public void The_score_counts_what_the_table_of_cells_says_also_where_only_the_number_of_cells_makes_it_doubtful()
    {
        // t = 0.101 / 0.003 of one degree of freedom: p = 0.0095, which Holm's correction makes seven times that: c alone has a
        // smaller one of the eight cells.
        using var folder = PreflightCells.Folder([.. Enumerable.Range(1, 6).Select(i => new SomeCell($"a{i}", i < 3, (0.198, 0.204))),
            SomeCell.Untrained("b", true), SomeCell.Trained("c", false)]);
        ExperimentAnalysis analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));

        ILookup<string, string> table = analysis.States.ToLookup(
            state => ComparisonRows.InShort(state, null).Split("trains: ")[1], state => state.Cell.Title);
        PreflightScore score = analysis.Preflight!;
        Assert.Equal(6, table["not told"].Count());
        Assert.Equal(table["not told"], score.Unscored.Select(cell => cell.Cell.Title));
        Assert.Equal(table["no"], score.Cells.Where(cell => !cell.Trains).Select(cell => cell.Cell.Title));
        Assert.Equal(table["yes"], score.Cells.Where(cell => cell.Trains).Select(cell => cell.Cell.Title));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]   // the loss at the end is the mean of ten batches, that of step 0 among them
    public void Runs_whose_end_holds_their_beginning_are_too_short_whatever_came_of_them(int steps)
    {
        PreflightScore score = Score(
            SomeCell.Untrained("a", true) with { Steps = steps }, SomeCell.Untrained("b", false) with { Steps = steps },
            SomeCell.Trained("c", true) with { Steps = steps });

        Assert.Empty(score.Cells);
        Assert.Equal((null, null), (score.Precision, score.Recall));
        Assert.Equal(
            [
                "The preflight cannot be scored.",
                "Scored: 0 of 3 cells. Not scored: 3 too short to tell (runs of no more steps than the 10 that the loss at the end is a mean of).",
            ],
            score.Sentences);
    }

    [Fact]
    public void One_step_more_is_scored_and_a_run_that_diverged_needs_none()
    {
        PreflightScore score = Score(
            SomeCell.Untrained("a", true) with { Steps = 11 },
            new SomeCell("b", false, (0.1, 0.1)) { Steps = 3, Status = "diverged", TrainLoss = double.NaN },
            SomeCell.NotTold("c", false) with { Steps = 3, Status = "diverged" });

        Assert.Equal([("a", false), ("b", false), ("c", false)], score.Cells.Select(cell => (cell.Cell.Title, cell.Trains)));
        Assert.Equal(
            "3 of 3 cells did not train in 11 steps: 1 of 3 was foreseen (recall 0.33 (95 %: 0.061–0.79)).", score.Sentences[3]);
    }

    [Fact]
    public void Every_cell_that_is_left_out_is_counted_with_its_reason_in_both_reports()
    {
        using var folder = PreflightCells.Folder(
        [
            SomeCell.Untrained("a", true), SomeCell.Trained("b", false) with { Steps = 6 }, SomeCell.NotTold("c", true),
            SomeCell.Trained("d", false) with { Chance = null, TrainLoss = null },
            SomeCell.Trained("e", false) with { HasRecords = false }, SomeCell.Trained("f", false) with { HasEnded = false },
            SomeCell.Trained("g", false),
        ]);
        ExperimentAnalysis analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));

        string sentence = analysis.Preflight!.Sentences[1];

        Assert.Equal(
            "Scored: 2 of 7 cells. Not scored: 1 without a run that has ended; "
                + "1 too short to tell (runs of no more steps than the 10 that the loss at the end is a mean of); "
                + "1 of which neither an accuracy with its guess nor losses say whether they train; "
                + "1 not told (above a constant guess, but with so few seeds not told from it); "
                + "1 without a kept prediction or error terms of step 0.",
            sentence);
        ReportFiles.Write(analysis);
        Assert.Contains($"\n- {sentence}\n", Text("report.md"), StringComparison.Ordinal);
        Assert.Contains($"<li>{sentence}</li>", WebUtility.HtmlDecode(Text("report.html")), StringComparison.Ordinal);

        string Text(string file) => File.ReadAllText(Path.Combine(folder.Path, file));
    }

    static PreflightScore Score(params SomeCell[] cells)
    {
        using var folder = PreflightCells.Folder(cells);
        return ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Preflight!;
    }
}
