using TorchGradients.Planning;
using Xunit;

namespace TorchGradients.Tests.Planning;

public sealed class PlannerTests
{
    [Fact]
    public void Axes_of_a_pair_advance_together_at_the_place_of_the_first()
    {
        ExperimentPlan plan = GridFolder.PlanOf("""
            "axes": [
              { "path": "model:depth", "values": [2, 20], "pair": "size" },
              { "path": "training:optimizer:learningRate", "values": [0.1, 0.2] },
              { "path": "model:width", "values": [64, 16], "pair": "size" }]
            """);

        Assert.Equal(
            ["depth 2, learningRate 0.1, width 64", "depth 2, learningRate 0.2, width 64",
                "depth 20, learningRate 0.1, width 16", "depth 20, learningRate 0.2, width 16"],
            GridFolder.Cells(plan));
    }

    [Fact]
    public void Pairs_that_cannot_advance_together_are_problems() => Assert.Equal("""
        3 problems in experiment.json; nothing was run.

          axes:1:pair      is 'size', but 'width' has 3 values and 'depth' (axes:0), which it advances with, 2.
                           Give both equally many values.
          axes:2:pair      'sise' is the pair of no other axis, so it has no effect.
                           Leave it out, or give the other axis the same pair.  Did you mean 'size'?  Known: rest, size.
          axes:3:pair      'rest' has the values momentum 0, length 5 twice.
                           Remove one, or let one of the values differ.

        """, GridFolder.ProblemsOf("""
            "axes": [
              { "path": "model:depth", "values": [2, 20], "pair": "size" },
              { "path": "model:width", "values": [64, 16, 8], "pair": "size" },
              { "path": "model:activation", "values": ["relu", "tanh"], "pair": "sise" },
              { "path": "training:optimizer:momentum", "values": [0, 0], "pair": "rest" },
              { "name": "length", "path": "training:steps", "values": [5, 5], "pair": "rest" }]
            """));

    const string DepthAndActivation = """
        "axes": [
          { "path": "model:depth", "values": [2, 20] },
          { "path": "model:activation", "values": ["relu", "sigmoid", { "name": "leaky-relu", "negativeSlope": 0.1 }] }],
        """;

    [Fact]
    public void Excluded_combinations_are_left_out() => Assert.Equal(
        ["depth 2, activation relu", "depth 2, activation leaky-relu", "depth 20, activation relu"],
        GridFolder.Cells(GridFolder.PlanOf(DepthAndActivation + """
            "exclude": [{ "depth": 20, "activation": ["sigmoid", "leaky-relu"] }, { "activation": "sigmoid" }]
            """)));

    [Fact]
    public void Exclusions_of_nothing_and_of_what_is_not_there_are_problems() => Assert.Equal("""
        5 problems in experiment.json; nothing was run.

          exclude:0:dept              'dept' is not the name of an axis.
                                      Did you mean 'depth'?  Known: activation, depth.
          exclude:1:activation:1      'sigmoit' is not a value of the axis 'activation'.
                                      Did you mean 'sigmoid'?  Known: leaky-relu, relu, sigmoid.
          exclude:2                   is empty.
                                      Write for example {"depth": 50, "remedy": ["none", "relu"]}.
          baseline:activation         'elu' is not a value of the axis 'activation'.
                                      Did you mean 'relu'?  Known: leaky-relu, relu, sigmoid.
          exclude                     leaves out every cell, so nothing is left to run.
                                      Leave fewer cells out.

        """, GridFolder.ProblemsOf(DepthAndActivation + """
            "exclude": [{ "dept": 2 }, { "activation": ["relu", "sigmoit"] }, {}, { "depth": [2, 20] }],
            "baseline": { "activation": "elu" }
            """));

    [Fact]
    public void An_entry_that_no_cell_matches_and_a_baseline_that_no_cell_is_are_problems() => Assert.Equal("""
        2 problems in experiment.json; nothing was run.

          exclude:0      leaves out nothing: no cell has all of these values.
                         Correct it, or remove it.
          baseline       names no cell: paired axes never have these values together.
                         Name a cell that is run.

        """, GridFolder.ProblemsOf("""
            "axes": [
              { "path": "model:depth", "values": [2, 20], "pair": "size" },
              { "path": "model:width", "values": [64, 16], "pair": "size" }],
            "exclude": [{ "depth": 2, "width": 16 }], "baseline": { "depth": 20, "width": 64 }
            """));

    [Fact]
    public void A_baseline_that_is_left_out_is_a_problem() => Assert.Equal("""
        1 problem in experiment.json; nothing was run.

          baseline      is left out by exclude.
                        Name a cell that is run.

        """, GridFolder.ProblemsOf(DepthAndActivation + """
            "exclude": [{ "activation": "sigmoid" }], "baseline": { "activation": "sigmoid" }
            """));

    [Fact]
    public void A_fragment_that_does_not_exist_is_a_problem_that_names_its_neighbours()
    {
        using GridFolder folder = new GridFolder().With("he-relu.json", "{}")
            .With("experiment.json", GridFolder.Experiment(""" "axes": [{ "name": "remedy", "fragments": ["none", "he-rleu.json"] }] """));

        Assert.Equal("""
            1 problem in experiment.json; nothing was run.

              axes:0:fragments:1      'he-rleu.json' does not exist.
                                      Did you mean 'he-relu.json'?  Known: experiment.json, he-relu.json.

            """, folder.Problems());
    }

    [Fact]
    public void An_axis_over_what_changes_nothing_is_a_problem() => Assert.Equal("""
        1 problem in experiment.json; nothing was run.

          axes:0:path      'training:timeLimit' changes nothing that a run computes, so it cannot be varied by an axis.
                           Set it for all runs.

        """, GridFolder.ProblemsOf(""" "axes": [{ "path": "training:timeLimit", "values": [1, 2] }] """));

    [Fact]
    public void A_grid_of_more_than_a_million_runs_is_a_problem()
    {
        string values = string.Join(", ", Enumerable.Range(1, 1001));

        Assert.Equal("""
            1 problem in experiment.json; nothing was run.

              axes      span 1001 x 1001 x 1 runs (the last factor are the seeds), more than 1000000.
                        Shorten an axis, let axes advance together (pair), or split the experiment.

            """, GridFolder.ProblemsOf($$"""
                "axes": [{ "path": "model:depth", "values": [{{values}}] }, { "path": "model:width", "values": [{{values}}] }]
                """));
    }

    [Fact]
    public void What_one_axis_makes_void_in_some_cells_is_a_note() => Assert.Equal(
        ["training:evaluateEvery is 200, but the run has only 100 steps, so it has no effect (in 1 of 2 cells). "
            + "Leave it out, or train longer (training:steps)."],
        Notes(""" "axes": [{ "name": "length", "path": "training:steps", "values": [100, 500] }] """));

    static IEnumerable<string> Notes(string axes)
    {
        using GridFolder folder = new GridFolder().With("experiment.json", GridFolder.Experiment(axes));
        return folder.Plan("training:evaluateEvery=200").Notes.Select(note => $"{note.Path} {note.Finding}. {note.Fix}");
    }

    [Fact]
    public void Cells_that_come_to_the_same_config_are_one_run_in_each_of_them()
    {
        using GridFolder folder = new GridFolder().With("plain.json", """{ "model": { "connection": "plain" } }""")
            .With("experiment.json", GridFolder.Experiment("""
                "axes": [{ "path": "model:depth", "values": [2, 20] }, { "name": "remedy", "fragments": ["none", "plain.json"] }]
                """));
        ExperimentPlan plan = folder.Plan();

        Assert.Equal(
            ["depth 2, remedy none | depth 2, remedy plain", "depth 20, remedy none | depth 20, remedy plain"],
            plan.Runs.Select(run => string.Join(" | ",
                run.Cells.Select(cell => string.Join(", ", cell.Select(value => $"{value.Key} {value.Value}"))))));
        Assert.Equal(
            "axes come to 2 different configs in 4 cells; cells of the same config share its runs, "
                + "for example 'depth 2, remedy none' and 'depth 2, remedy plain'. Leave out the cells that are not wanted (exclude).",
            Assert.Single(plan.Notes.Select(note => $"{note.Path} {note.Finding}. {note.Fix}")));
    }

    [Fact]
    public void What_keeps_some_cells_from_running_names_the_first_of_them() => Assert.Equal("""
        1 problem in experiment.json; nothing was run.

          model:width      is 13, which nobody wants (in 2 of 4 cells, the first is width 13, depth 2).
                           Take another.

        """, GridFolder.ProblemsOf("""
            "axes": [{ "path": "model:width", "values": [8, 13] }, { "path": "model:depth", "values": [2, 3] }]
            """));

    [Fact]
    public void An_axis_without_a_name_is_told_once_and_is_not_suggested() => Assert.Equal("""
        3 problems in experiment.json; nothing was run.

          axes:0               has neither a name nor a path.
                               Name it, or give the path of the setting that it varies.
          axes:2               needs either fragments, or a path and values, each with at least one entry.
                               Write "fragments": [...] or "path": "...", "values": [...].
          baseline:remedy      'remedy' is not the name of an axis.
                               Known: depth.

        """, Nameless());

    static string Nameless()
    {
        using GridFolder folder = new GridFolder().With("relu.json", """{ "model": { "activation": "relu" } }""")
            .With("experiment.json", GridFolder.Experiment("""
                "axes": [{ "fragments": ["none", "relu.json"] }, { "path": "model:depth", "values": [2, 3] }, {}], "baseline": { "remedy": "none" }
                """));
        return folder.Problems();
    }

    [Fact]
    public void A_data_path_is_hashed_once_for_all_cells_and_seeds()
    {
        using GridFolder folder = new GridFolder().With("rows.csv", "1,0\n2,1\n").With("experiment.json", """
            { "data": { "name": "csv", "path": "rows.csv" }, "seeds": [1, 2, 3],
              "axes": [{ "path": "model:depth", "values": [2, 3, 4] }] }
            """);

        Assert.Equal(9, folder.Plan().Runs.Count);
        Assert.Equal(1, folder.Surroundings.Hashed);
    }
}
