using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace TorchGradients.EndToEnd;

public sealed partial class VerifyTests
{
    const string Config = "configs/base.json";
    static readonly string[] s_small =
    [
        "--set", """data={"name":"gaussian-noise","samples":64,"batchSize":32}""", "--set", "model:width=16",
    ];

    [Fact]
    public async Task Engines_that_agree_are_exit_code_0_and_a_table()
    {
        var result = await TheProgram.Run(["verify", Config, .. s_small, "--set", "training:precision=float64", "--steps", "3"]);

        Assert.Equal("", result.StandardError);
        Assert.Equal(
            """
            seed 1: largest ‖x − y‖ / ‖y‖ over 3 steps in float64

              layer   δ   ∂𝓛/∂W   ∂𝓛/∂b   updated weights
            #
                  1   #   #   #   #
                  2   #   #   #   #
                  3   #   #   #   #
                  4   #   #   #   #

            The engines agree: the largest difference, in the # of layer #, is #; up to 1e-9 counts as rounding in float64.

            """,
            WithoutRounding(result.StandardOutput));
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_difference_above_the_tolerance_is_exit_code_1()
    {
        // 60 layers let error terms of 1e-100 through, which float32 does not hold.
        var result = await TheProgram.Run(["verify", Config, .. s_small, "--set", "model:depth=60",
            "--set", "model:initialization:standardDeviation=0.01", "--steps", "1", "--json"]);

        Assert.Equal("", result.StandardError);
        JsonNode output = JsonNode.Parse(result.StandardOutput)!;
        Assert.False(output["holds"]!.GetValue<bool>());
        Assert.Equal(1, output["runs"]![0]!["layers"]![0]!["delta"]!.GetValue<double>());
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task What_the_hand_rolled_engine_cannot_train_is_exit_code_2_and_nothing_runs()
    {
        var result = await TheProgram.Run(["verify", Config, .. s_small, "--set", "model:connection=residual", "--set", "training:optimizer=adamw"]);

        Assert.Equal("", result.StandardOutput);
        Assert.Equal(
            """
            2 problems in configs/base.json; nothing was run.

              model:connection        is residual, which the hand-rolled engine does not know.
                                      Use plain, which both engines have.
              training:optimizer      is adamw, which the hand-rolled engine does not know.
                                      Use sgd or rmsprop or adam, which both engines have.

            """,
            result.StandardError);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task Every_cell_is_verified_that_both_engines_can_train()
    {
        var result = await TheProgram.Run(["verify", Config, .. s_small, "--steps", "1", "--json", "--set", "seeds=[3,4]",
            "--set", """axes=[{"path":"model:connection","values":["plain","residual"]},{"path":"model:depth","values":[2,3]}]"""]);

        Assert.Equal(
            "Note: model:connection is residual, which the hand-rolled engine does not know (in 2 of 4 cells, which are left out). "
            + "Use plain, which both engines have.\n",
            result.StandardError);
        Assert.Equal(
            ["connection plain, depth 2, seed 3", "connection plain, depth 3, seed 3"],
            JsonNode.Parse(result.StandardOutput)!["runs"]!.AsArray().Select(run => run!["run"]!.GetValue<string>()));
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_number_of_steps_below_1_is_exit_code_2()
    {
        var result = await TheProgram.Run("verify", Config, "--steps", "0");

        Assert.Equal("--steps is 0, but must be at least 1.\nSee verify --help.\n", result.StandardError);
        Assert.Equal(2, result.ExitCode);
    }

    // Rounding errors, the layer that has the largest, and so where the verdict wraps differ from processor to
    // processor.
    static string WithoutRounding(string output)
    {
        string[] lines = [.. output.Split('\n').Select(line => line.TrimEnd())];
        string text = string.Join('\n', lines.Select(line => Rule().Replace(line, "#")));
        text = Verdict().Replace(Wrap().Replace(text, " "), "in the # of layer #, is #; up");
        return Blanks().Replace(Number().Replace(text, "   #"), "   ");
    }

    [GeneratedRegex("^[─]+$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<=[a-z0-9,;])\n(?=[a-z0-9])")]
    private static partial Regex Wrap();

    [GeneratedRegex(@"in the [a-z ]+ of layer \d, is [0-9.e-]+; up", RegexOptions.Singleline)]
    private static partial Regex Verdict();

    [GeneratedRegex(@" {3,}(\d(\.\d)?e-\d+|0)(?=\s)")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<=\S) {3,}")]
    private static partial Regex Blanks();
}
