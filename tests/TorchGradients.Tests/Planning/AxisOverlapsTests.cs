using Xunit;

namespace TorchGradients.Tests.Planning;

public sealed class AxisOverlapsTests
{
    const string Alone = "Let only one axis set it, or leave such cells out (exclude).";

    [Theory]
    [InlineData("""{ "name": "a", "path": "model:depth", "values": [2, 3] }, { "name": "b", "path": "model:depth", "values": [5, 6] }""",
        "axes:1:path      overrides model:depth of axes:0:path: where a is 2 and b is 5, it is 5, not 2.", Alone)]
    [InlineData("""{ "path": "model:depth", "values": [7, 3] }, { "name": "r", "fragments": ["none", "deep.json"] }""",
        "axes:1:fragments:1      overrides model:depth of axes:0:path: where depth is 3 and r is deep, it is 7, not 3.",
        "Write axes:1 before axes:0, or leave such cells out (exclude).")]
    [InlineData("""{ "name": "r", "fragments": ["none", "depth.json"] }, { "path": "model:depth", "values": [2, 3] }""",
        "axes:1:path      overrides model:depth of axes:0:fragments:1: where r is depth and depth is 2, it is 2, not 7.", Alone)]
    [InlineData("""{ "path": "model:activation", "values": ["relu", "tanh"] }, { "path": "model:activation:name", "values": ["gelu", "elu"] }""",
        "axes:1:path      overrides model:activation:name of axes:0:path: where activation is relu and name is gelu, it is 'gelu', not 'relu'.", Alone)]
    [InlineData("""
        { "path": "training:optimizer:learningRate", "values": [0.1] }, { "path": "training:optimizer", "values": ["sgd", { "name": "adam", "learningRate": 0.3 }] }
        """,
        "axes:1:path      overrides training:optimizer:learningRate of axes:0:path: where learningRate is 0.1 and optimizer is sgd, it is the default, not 0.1.",
        Alone)]
    [InlineData("""{ "path": "training:optimizer:learningRate", "values": [0.1] }, { "path": "training:optimizer", "values": ["adam"] }""",
        "axes:1:path      overrides training:optimizer:learningRate of axes:0:path: where learningRate is 0.1 and optimizer is adam, it is the default, not 0.1.",
        "Write axes:1 before axes:0, or leave such cells out (exclude).")]
    [InlineData("""{ "name": "one", "fragments": ["deep.json"] }, { "name": "two", "fragments": ["none", "depth.json", "tanh.json"] }""",
        "axes:1:fragments:2      overrides model:activation:name of axes:0:fragments:0: where one is deep and two is tanh, it is 'tanh', not 'relu'.", Alone)]
    [InlineData("""
        { "name": "a", "path": "model:depth", "values": [2, 3], "pair": "p" }, { "name": "b", "path": "model:depth", "values": [2, 6], "pair": "p" }
        """,
        "axes:1:path      overrides model:depth of axes:0:path: where a is 3 and b is 6, it is 6, not 3.", Alone)]
    public void Axes_that_overwrite_each_other_are_a_problem_of_both_places(string axes, string expected, string fix)
    {
        using GridFolder folder = Folder($""" "axes": [{axes}] """);
        string place = expected[..expected.IndexOf(' ', StringComparison.Ordinal)];

        Assert.Equal($"""
            1 problem in experiment.json; nothing was run.

              {expected}
            {new string(' ', place.Length + 8)}{fix}

            """, folder.Problems());
    }

    [Theory]
    [InlineData("""
        { "path": "training:optimizer", "values": ["adam", { "name": "sgd", "momentum": 0.9 }] },
        { "path": "training:optimizer:learningRate", "values": [0.1, 0.2] }
        """, 4)]
    [InlineData("""{ "name": "r", "fragments": ["none", "deep.json"] }, { "path": "model:depth", "values": [2, 3] }""", 4)]
    [InlineData("""{ "path": "training:optimizer:momentum", "values": [0, 0.5] }, { "path": "training:optimizer:learningRate", "values": [0.1, 0.2] }""", 4)]
    [InlineData("""
        { "name": "a", "path": "model:depth", "values": [2, 3], "pair": "p" }, { "name": "b", "path": "model:depth", "values": [2, 3], "pair": "p" }
        """, 2)]
    [InlineData("""{ "path": "model", "values": [{ "activation": "relu" }, { "activation": "tanh" }] }, { "path": "model:depth", "values": [2, 3] }""", 4)]
    public void Axes_that_refine_each_other_are_none(string axes, int cells)
    {
        using GridFolder folder = Folder($""" "axes": [{axes}] """);

        Assert.Equal(cells, GridFolder.Cells(folder.Plan()).Count());
    }

    [Fact]
    public void Cells_that_are_left_out_do_not_count()
    {
        using GridFolder folder = Folder("""
            "axes": [{ "path": "model:depth", "values": [2, 3] }, { "name": "r", "fragments": ["none", "deep.json"] }],
            "exclude": [{ "r": "deep" }]
            """);

        Assert.Equal(["depth 2, r none", "depth 3, r none"], GridFolder.Cells(folder.Plan()));
    }

    static GridFolder Folder(string members) => new GridFolder()
        .With("deep.json", """{ "model": { "depth": 7, "activation": "relu" } }""")
        .With("depth.json", """{ "model": { "depth": 7 } }""")
        .With("tanh.json", """{ "model": { "activation": "tanh" } }""")
        .With("experiment.json", GridFolder.Experiment(members));
}
