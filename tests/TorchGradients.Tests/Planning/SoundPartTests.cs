using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.Planning;

public sealed class SoundPartTests
{
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
