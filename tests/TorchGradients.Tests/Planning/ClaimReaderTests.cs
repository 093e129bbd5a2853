using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Planning;
using Xunit;

namespace TorchGradients.Tests.Planning;

public sealed class ClaimReaderTests
{
    const string Grid = """
        "probes": ["train-loss", { "name": "delta-norm", "every": 10 }],
        "axes": [
          { "path": "model:activation", "values": ["sigmoid", "relu"] },
          { "path": "model:depth", "values": [3, 6] },
          { "path": "training:optimizer:learningRate", "values": [0.1, 0.2], "role": "nuisance" }],
        "exclude": [{ "activation": "sigmoid", "depth": 6 }],
        """;

    [Fact]
    public void Cells_are_kept_by_the_names_of_their_values_each_in_a_list()
    {
        ExperimentPlan plan = Plan("""{ "quantity": "delta-norm", "is": "less", "of": { "depth": [3], "activation": ["relu", "sigmoid"] }, "to": { "activation": "relu" } }""");

        ClaimCondition condition = Assert.Single(plan.Claims).Condition;
        Assert.Equal("""{"depth":["3"],"activation":["relu","sigmoid"]}""", condition.Of.ToJsonString());
        Assert.Equal("""{"activation":["relu"]}""", condition.To!.ToJsonString());
    }

    [Fact]
    public void A_claim_changes_no_runs_identity() => Assert.Equal(
        PlanOf(Grid.TrimEnd(',', '\n', ' ')).Runs.Select(run => (run.Identity, run.Folder)),
        Plan("""{ "quantity": "seconds", "is": "less", "than": 10 }""").Runs.Select(run => (run.Identity, run.Folder)));

    [Fact]
    public void The_plans_file_holds_the_claims()
    {
        using GridFolder folder = new();
        PlanFile.Write(folder.Root, Plan("""{ "quantity": "seconds", "is": "less", "than": 10 }"""));

        JsonNode written = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Root, PlanFile.Name)))!["claims"]![0]!;

        Assert.Equal(("so it is", "Somebody 2026", "seconds", 10), ((string)written["claim"]!, (string)written["source"]!,
            (string)written["condition"]!["quantity"]!, (double)written["condition"]!["than"]!));
    }

    [Fact]
    public void Whatever_is_not_there_is_a_problem() => Assert.Equal("""
        14 problems in experiment.json; nothing was run.

          claims:0:condition:quantity              'testAccurac' is not a quantity.
                                                   Did you mean 'testAccuracy'?  Known: activation-gradient-norm, activation-mean, activation-std, bias-gradient-norm, dead-units, delta-norm, deltaDecayAtEnd, deltaDecayAtInitialization, derivative-factor, firstLayerUpdateRatio, firstToLastRatioAtEnd, firstToLastRatioAtInitialization, gradient-signal-to-noise, jacobian-singular-values, saturation, seconds, stepMicroseconds, testAccuracy, testLoss, train-loss, trainLoss, update-norm, update-ratio, weight-factor, weight-gradient-norm, weight-norm, zero-gradient.
          claims:0:condition:of:activatio          'activatio' is not the name of an axis.
                                                   Did you mean 'activation'?  Known: activation, depth, learningRate.
          claims:0:condition:to:activation         'tanh' is not a value of the axis 'activation'.
                                                   Known: relu, sigmoid.
          claims:1:condition:quantity              is update-ratio, which no probe records.
                                                   Add "update-ratio" to probes.
          claims:2:condition:step                  is 5, at which delta-norm is not recorded.
                                                   Name a step at which its probe is due.
          claims:3:condition:layer                 has no effect: seconds is one number of a run.
                                                   Leave it out, or name a recorded quantity.
          claims:4:condition:layer                 is 0, but layers count from 1 at the input, or from -1 backwards.
                                                   Write 1 for the first.
          claims:5:condition:of                    names no cell: no cell has all of these values.
                                                   Name cells that are run.
          claims:6:condition:to                    is not there for every cell of 'of'.
                                                   Name a cell that is run, or fewer cells in 'of'.
          claims:7:condition:along                 'activation' has the value 'sigmoid', which is no number.
                                                   A slope needs an axis of numbers.
          claims:8:condition:along                 has a single value where the other axes stay the same, too few for a slope.
                                                   Name fewer axes in 'of', or give the axis more values.
          claims:9:condition:order                 names cells that are not there.
                                                   Name cells that are run, and with 'of' the others' values.
          claims:10:condition:of:learningRate      'learningRate' is a nuisance axis: of its values the best counts in each cell.
                                                   Leave it out, or let the axis be scientific.
          claims:11:condition:of                   names a single cell, too few for a slope.
                                                   Name more cells.

        """, ProblemsOf(
            """{ "quantity": "testAccurac", "is": "greater", "of": { "activatio": "relu" }, "to": { "activation": "tanh" } }""",
            """{ "quantity": "update-ratio", "is": "less", "than": 1 }""",
            """{ "quantity": "delta-norm", "step": 5, "is": "less", "than": 1 }""",
            """{ "quantity": "seconds", "layer": 2, "is": "less", "than": 1 }""",
            """{ "quantity": "delta-norm", "layer": 0, "is": "less", "than": 1 }""",
            """{ "quantity": "seconds", "is": "less", "of": { "activation": "sigmoid", "depth": 6 }, "than": 1 }""",
            """{ "quantity": "seconds", "is": "less", "of": { "activation": "relu" }, "to": { "activation": "sigmoid" } }""",
            """{ "quantity": "seconds", "is": "slope", "along": "activation", "low": 0 }""",
            """{ "quantity": "seconds", "is": "slope", "along": "depth", "low": 0 }""",
            """{ "quantity": "seconds", "is": "ascending", "order": [{ "activation": "sigmoid" }, { "activation": "relu" }] }""",
            """{ "quantity": "seconds", "is": "less", "of": { "learningRate": 0.1 }, "than": 1 }""",
            """{ "quantity": "seconds", "is": "slope", "along": "depthInScales", "of": { "activation": "sigmoid" }, "low": 0 }"""));

    [Fact]
    public void A_slope_along_a_number_of_the_cells_takes_all_of_them_as_one_line() => Assert.Equal(
        ("depthInScales", 1),
        (Assert.Single(Plan("""{ "quantity": "seconds", "is": "slope", "along": "depthInScales", "low": 0 }""").Claims).Condition.Along,
            new ClaimCells([new Dictionary<string, string> { ["a"] = "1" }, new Dictionary<string, string> { ["a"] = "2" }]).Along([], "depthInScales").Count));

    [Fact]
    public void What_a_number_of_a_run_needs_must_be_recorded_and_nothing_else_be_written()
    {
        Assert.Equal("""
            3 problems in experiment.json; nothing was run.

              claims:0:condition:quantity      is firstLayerUpdateRatio, which is computed from update-ratio, which no probe records.
                                               Add "update-ratio" to probes.
              claims:1:condition:step          has no effect: deltaDecayAtEnd is one number of a run.
                                               Leave it out, or name a recorded quantity.
              claims:2:condition:to            names the cells of 'of' themselves, so nothing is compared.
                                               Name another cell, or others in 'of'.

            """, ProblemsOf(
            """{ "quantity": "firstLayerUpdateRatio", "is": "less", "than": 1 }""",
            """{ "quantity": "deltaDecayAtEnd", "step": 0, "is": "less", "than": 1 }""",
            """{ "quantity": "seconds", "is": "less", "of": { "activation": "relu" }, "to": { "activation": "relu" } }"""));
        Assert.Contains("is deltaDecayAtInitialization, but delta-norm is not recorded at step 0", GridFolder.ProblemsOf(
            """
            "probes": [{ "name": "delta-norm", "from": 1 }],
            "claims": [{ "claim": "a", "source": "b", "condition": { "quantity": "deltaDecayAtInitialization", "is": "less", "than": 1 } }]
            """), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_are_missing_or_without_effect_are_problems() => Assert.Equal("""
        9 problems in experiment.json; nothing was run.

          claims:0:claim                   is missing.
                                           Say in a sentence what is claimed.
          claims:0:source                  is missing.
                                           Say who claims it: authors, year, where.
          claims:0:condition:quantity      is missing.
                                           Name a column of comparison.csv or a recorded quantity.
          claims:0:condition:is            is missing.
                                           Write one of greater, less, within, ascending, slope.
          claims:1:condition:low           has no effect where the condition is 'greater'.
                                           Leave it out.
          claims:1:condition:is            is 'greater', which needs either 'to' (a cell) or 'than' (a number).
                                           Write one of the two.
          claims:2:condition:low           is 3, more than high, 2.
                                           Swap them.
          claims:3:condition:order         names fewer than two cells.
                                           Name the cells from the least to the greatest.
          claims:4:condition:along         is missing.
                                           Name the axis along which the slope is taken.

        """, GridFolder.ProblemsOf($$"""
            {{Grid}} "claims": [
              { "condition": {} },
              { "claim": "a", "source": "b", "condition": { "quantity": "seconds", "is": "greater", "low": 1 } },
              { "claim": "a", "source": "b", "condition": { "quantity": "seconds", "is": "within", "low": 3, "high": 2 } },
              { "claim": "a", "source": "b", "condition": { "quantity": "seconds", "is": "ascending", "order": [{}] } },
              { "claim": "a", "source": "b", "condition": { "quantity": "seconds", "is": "slope", "low": 0 } }]
            """));

    static ExperimentPlan PlanOf(string members) => GridFolder.PlanOf(members);

    static ExperimentPlan Plan(params string[] conditions) => PlanOf(Members(conditions));

    static string ProblemsOf(params string[] conditions) => GridFolder.ProblemsOf(Members(conditions));

    static string Members(string[] conditions) =>
        $"{Grid} \"claims\": [{string.Join(',', conditions.Select(condition => $"{{ \"claim\": \"so it is\", \"source\": \"Somebody 2026\", \"condition\": {condition} }}"))}]";

}
