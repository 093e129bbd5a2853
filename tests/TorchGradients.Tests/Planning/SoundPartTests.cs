using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.Planning;

public sealed class SoundPartTests
{
    [Fact]
    public void What_is_wrong_with_the_other_axes_and_the_baseline_is_told_beside_an_axis_that_is_wrong() => Assert.Equal("""
        4 problems in experiment.json; nothing was run.

          axes:0:path              'model:dept' is not a known setting.
                                   Did you mean 'depth'?  Known: activation, architecture, biasInitialization, connection, depth, initialization, normalization, outputActivation, width.
          axes:1                   needs either fragments, or a path and values, each with at least one entry.
                                   Write "fragments": [...] or "path": "...", "values": [...].
          axes:2:fragments:1       'missing.json' does not exist.
                                   Known: experiment.json.
          baseline:activation      'rleu' is not a value of the axis 'activation'.
                                   Did you mean 'relu'?  Known: relu, tanh.

        """, GridFolder.ProblemsOf("""
            "axes": [{ "path": "model:dept", "values": [1, 2] }, { "path": "model:width", "values": [] },
              { "name": "remedy", "fragments": ["none", "missing.json"] }, { "path": "model:activation", "values": ["relu", "tanh"] }],
            "baseline": { "depth": 1, "activation": "rleu" }
            """));

    [Fact]
    public void What_is_wrong_between_sound_settings_is_told_beside_settings_that_are_wrong_in_themselves() => Assert.Equal(
        ["foo", "model:width", "axes:0:path", "training:evaluateEvery", "training:optimizer:nesterov", "probes:1"],
        PathsOf("""
            "foo": 1,
            "model": { "width": 0 },
            "training": { "steps": 5, "evaluateEvery": 9, "optimizer": { "name": "sgd", "nesterov": true } },
            "probes": ["delta-norm", "delta-norm"],
            "axes": [{ "path": "model:dept", "values": [1, 2] }],
            "baseline": { "dept": 1 }
            """));

    [Theory]
    [InlineData("""{ "steps": 0, "evaluateEvery": 900 }""", "training:steps")]
    [InlineData("""{ "steps": "x", "schedule": { "name": "step", "every": 900 } }""", "training:steps")]
    [InlineData("""{ "steps": 5, "optimizer": { "name": "sgd", "nesterov": true, "momentum": -1 } }""", "training:optimizer:momentum")]
    [InlineData("""{ "engine": "hand-roled", "precision": "float32" }""", "training:engine")]
    public void What_would_depend_on_a_wrong_setting_is_not_made_up(string training, string only) =>
        Assert.Equal([only], PathsOf($"\"training\": {training}"));

    [Fact]
    public void Probes_after_a_last_step_that_is_not_known_are_not_told() =>
        Assert.Equal(["training:steps"], PathsOf("""
            "training": { "steps": -1 }, "probes": [{ "name": "delta-norm", "from": 900 }]
            """));

    [Fact]
    public void A_residual_network_of_unknown_width_is_not_told() =>
        Assert.Equal(["model:width"], PathsOf("""
            "model": { "depth": 1, "width": "8", "connection": "residual" }
            """));

    static string[] PathsOf(string members)
    {
        using GridFolder folder = new GridFolder().With("experiment.json", $$"""{ "data": "gaussian-noise", {{members}} }""");
        return [.. Assert.Throws<ConfigException>(() => folder.Plan()).Problems.Select(problem => problem.Path)];
    }
}
