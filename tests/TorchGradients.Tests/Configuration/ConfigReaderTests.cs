using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.Configuration;

public sealed class ConfigReaderTests : IDisposable
{
    readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Layers_apply_in_the_order_extends_file_environment_set()
    {
        _folder.With("configs/a.json", """{ "model": { "depth": 1, "width": 1 }, "training": { "steps": 1, "evaluateEvery": 1 } }""")
            .With("configs/b.json", """{ "model": { "width": 2 }, "training": { "steps": 2, "evaluateEvery": 2 } }""")
            .With("x/run.json", """
                { // comments and trailing commas are fine
                  "$schema": "any", "extends": ["../configs/a.json", "../configs/b.json"],
                  "data": "digits", "training": { "steps": 3, "evaluateEvery": 3 }, }
                """)
            .WithEnvironment("training:evaluateEvery", "4").WithEnvironment("data:batchSize", "5");

        ConfigDocument document = _folder.Read("x/run.json", "data:batchSize=6", "model:activation={\"name\":\"leaky-relu\",\"slope\":0.5}");

        Assert.Equal("", ProblemText.Format(document.Problems));
        Assert.Equal("""
            {"name":"run","model":{"depth":1,"width":2,"activation":{"name":"leaky-relu","slope":0.5}},"training":{"steps":3,"evaluateEvery":4},"data":{"name":"digits","batchSize":6}}
            """, document.Tree.ToJsonString());
        Assert.Equal("configs/a.json", document.OriginOf("model:depth"));
        Assert.Equal("configs/b.json", document.OriginOf("model:width"));
        Assert.Equal("x/run.json", document.OriginOf("training:steps"));
        Assert.Equal("x/run.json", document.OriginOf("data:name"));
        Assert.Equal("the environment variable TORCHGRADIENTS__training__evaluateEvery", document.OriginOf("training:evaluateEvery"));
        Assert.Equal("--set", document.OriginOf("data:batchSize"));
        Assert.Equal("x/run.json", document.OriginOf("probes:0:every"));
        Assert.True(document.IsSet("model:depth"));
        Assert.False(document.IsSet("model:connection"));
        Assert.False(document.IsSet("name"));
    }

    [Fact]
    public void Problems_read_as_the_style_shows_them()
    {
        _folder.With("configs/base.json", """{ "training": { "steps": 0 } }""")
            .With("experiments/01-depth/experiment.json", """
                { "extends": ["../../configs/base.json"], "data": "digits",
                  "axes": [ { "path": "model:activation", "values": ["relu", "sigmoid", "relux"] } ] }
                """);

        Assert.Equal("""
            2 problems in experiments/01-depth/experiment.json; nothing was run.

              training:steps       is 0, but must be at least 1.
                                   It comes from configs/base.json; set it there or override it here.
              axes:0:values:2      'relux' is not a known activation.
                                   Did you mean 'relu'?  Known: identity, leaky-relu, relu, sigmoid.

            """, _folder.Problems("experiments/01-depth/experiment.json"));
    }

    [Fact]
    public void An_experiment_is_named_after_its_folder_and_a_config_after_its_file()
    {
        _folder.With("01-depth/experiment.json", """{ "data": "digits" }""").With("base.json", """{ "data": "digits" }""")
            .With("named.json", """{ "name": "mine", "data": "digits" }""");

        Assert.Equal("01-depth", (string?)_folder.Read("01-depth/experiment.json").Tree["name"]);
        Assert.Equal("base", (string?)_folder.Read("base.json").Tree["name"]);
        Assert.Equal("mine", (string?)_folder.Read("named.json").Tree["name"]);
    }

    [Fact]
    public void Paths_are_relative_to_what_sets_them()
    {
        _folder.With("configs/base.json", """{ "data": { "name": "csv", "path": "rows.csv" } }""")
            .With("experiments/e.json", """
                { "extends": ["../configs/base.json"],
                  "axes": [ { "name": "remedy", "fragments": ["none", "../configs/relu.json"] },
                            { "path": "data:path", "values": ["a.csv", "b/c.csv"] } ] }
                """);

        JsonObject fromFile = _folder.Read("experiments/e.json").Tree;
        Assert.Equal(_folder.PathOf("configs/rows.csv"), (string?)fromFile["data"]!["path"]);
        Assert.Equal(
            JsonNode.Parse($"""["none", "{_folder.PathOf("configs/relu.json")}"]""")!.ToJsonString(),
            fromFile["axes"]![0]!["fragments"]!.ToJsonString());
        Assert.Equal(
            JsonNode.Parse($"""["{_folder.PathOf("experiments/a.csv")}", "{_folder.PathOf("experiments/b/c.csv")}"]""")!.ToJsonString(),
            fromFile["axes"]![1]!["values"]!.ToJsonString());

        JsonObject fromSetting = _folder.Read("experiments/e.json", "data:path=mine.csv").Tree;
        Assert.Equal(_folder.PathOf("mine.csv"), (string?)fromSetting["data"]!["path"]);
    }

    [Fact]
    public void A_fragment_is_read_with_what_it_extends_and_checked()
    {
        _folder.With("relu.json", """{ "model": { "activation": "relu" } }""")
            .With("he.json", """{ "extends": ["relu.json"], "model": { "initialization": { "standardDeviation": 1 } } }""")
            .With("wrong.json", """{ "model": { "activation": "rela", "dept": 3 }, "seeds": [1] }""");
        ConfigReader reader = _folder.Reader();

        var problems = new List<ConfigProblem>();
        JsonObject fragment = reader.ReadFragment(_folder.PathOf("he.json"), "axes:0:fragments:1", problems);
        Assert.Empty(problems);
        Assert.Equal("""{"model":{"activation":"relu","initialization":{"standardDeviation":1}}}""", fragment.ToJsonString());

        Assert.Empty(reader.ReadFragment(_folder.PathOf("wrong.json"), "axes:0:fragments:2", problems));
        reader.ReadFragment(_folder.PathOf("wrong.json"), "axes:0:fragments:3", problems);
        Assert.Equal("""
            3 problems in wrong.json; nothing was run.

              model:activation      'rela' is not a known activation.
                                    Did you mean 'relu'?  Known: identity, leaky-relu, relu, sigmoid.
              model:dept            is not a known setting.
                                    Did you mean 'depth'?  Known: activation, architecture, biasInitialization, connection, depth, initialization, normalization, outputActivation, width.
              seeds                 cannot be set by a fragment.
                                    It is merged in by axes:0:fragments:2; set this in the experiment.

            """, ProblemText.Format([.. problems.Take(3)]));
    }

    [Fact]
    public void The_case_of_variables_does_not_count()
    {
        _folder.With("run.json", """{ "data": "digits" }""")
            .WithEnvironment("MODEL:DEPTH", "7")
            .WithEnvironment("model:ACTIVATION:Name", "leaky-relu")
            .WithEnvironment("Model:activation:SLOPE", "0.5")
            .WithEnvironment("MODEL:Dept", "8");

        ConfigDocument document = _folder.Read("run.json");
        Assert.Equal(["model:Dept"], document.Problems.Select(problem => problem.Path));
        Assert.Equal("""{"activation":{"name":"leaky-relu","slope":0.5},"depth":7,"Dept":8}""",
            document.Tree["model"]!.ToJsonString());
        Assert.Equal("the environment variable TORCHGRADIENTS__MODEL__DEPTH", document.OriginOf("model:depth"));
    }

    [Fact]
    public void Variables_of_the_process_are_a_layer()
    {
        _folder.With("run.json", """{ "data": "digits" }""");
        Environment.SetEnvironmentVariable("TORCHGRADIENTS__model__depth", "7");
        try
        {
            ConfigDocument document = new ConfigReader(SmallCatalogue.All, _folder.Root).Read("run.json");
            Assert.Empty(document.Problems);
            Assert.Equal(7, (int?)document.Tree["model"]!["depth"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TORCHGRADIENTS__model__depth", null);
        }
    }
}
