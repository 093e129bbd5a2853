using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.Configuration;

public sealed class ConfigBinderTests : IDisposable
{
    const string Full = """
        { "name": "x", "question": "why?", "data": { "name": "csv", "path": "rows.csv", "batchSize": 3, "scaling": null, "trainLimit": 7 },
          "model": { "depth": 2, "activation": "sigmoid", "initialization": { "name": "normal", "standardDeviation": 1 } },
          "training": { "optimizer": { "name": "adam", "betas": [] }, "evaluateEvery": null, "checkpoints": ["final"], "engine": "hand-rolled" },
          "probes": ["delta-norm", { "name": "train-loss", "every": 5, "until": 20 }],
          "axes": [ { "path": "model:depth", "values": [1, 3], "role": "nuisance" },
                    { "path": "model:activation", "values": ["relu", { "name": "leaky-relu", "slope": 1 }] } ],
          "seeds": [4], "baseline": { "depth": 1 }, "execution": { "cohorts": "off" } }
        """;

    readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_form_of_a_setting_reaches_its_record()
    {
        ExperimentConfig experiment = ConfigBinder.Bind<ExperimentConfig>(Tree(Full));

        Assert.Equal("why?", experiment.Question);
        Assert.Equal("csv", experiment.Data.Name);
        Assert.Equal(_folder.PathOf("rows.csv"), experiment.Data.As<CsvOptions>().Path);
        Assert.Equal(7, experiment.Data.As<DataConfig>().TrainLimit);
        Assert.Equal(3, experiment.Data.As<CsvOptions>().BatchSize);
        Assert.Null(experiment.Data.As<CsvOptions>().Scaling);
        Assert.Equal((2, 64), (experiment.Model.Depth, experiment.Model.Width));
        Assert.Equal("sigmoid", experiment.Model.Activation.Name);
        Assert.Equal(1.0, experiment.Model.Initialization.As<NormalOptions>().StandardDeviation);
        Assert.Equal("plain", experiment.Model.Connection.Name);
        Assert.Empty(experiment.Training.Optimizer.As<AdamOptions>().Betas);
        Assert.Equal(0.001, experiment.Training.Optimizer.As<AdamOptions>().LearningRate);
        Assert.Equal(["final"], experiment.Training.Checkpoints);
        Assert.Equal("hand-rolled", experiment.Training.Engine);
        Assert.Equal(
            [new ProbeConfig { Name = "delta-norm" }, new ProbeConfig { Name = "train-loss", Every = 5, Until = 20 }],
            experiment.Probes);
        Assert.Equal("[1,3]", experiment.Axes[0].Values!.ToJsonString());
        Assert.Equal("""["relu",{"name":"leaky-relu","slope":1}]""", experiment.Axes[1].Values!.ToJsonString());
        Assert.Equal(("model:depth", "nuisance"), (experiment.Axes[0].Path, experiment.Axes[0].Role));
        Assert.Null(experiment.Axes[0].Fragments);
        Assert.Equal([4L], experiment.Seeds);
        Assert.Equal("""{"depth":1}""", experiment.Baseline.ToJsonString());
        Assert.Equal("off", experiment.Execution.Cohorts);
    }

    [Fact]
    public void A_runs_seed_is_the_one_of_its_seeds()
    {
        Assert.Equal(4, ConfigBinder.Bind<RunConfig>(Tree(Full)).Seed);
        Assert.Equal(1, ConfigBinder.Bind<RunConfig>(Tree("""{ "data": "digits" }""")).Seed);
        Assert.Equal(long.MaxValue, ConfigBinder.Bind<RunConfig>(Tree("""{ "data": "digits", "seeds": [9223372036854775807] }""")).Seed);
    }

    [Fact]
    public void Defaults_stay_where_nothing_is_set()
    {
        RunConfig bound = ConfigBinder.Bind<RunConfig>(Tree("""{ "name": "x", "data": "digits" }"""));
        var expected = new RunConfig { Name = "x", Data = new ComponentConfig("digits") };

        Assert.Equal(
            ConfigNormalizer.Normalize(DefaultValues.ToJson(expected)!.AsObject(), SmallCatalogue.All).ToJsonString(),
            ConfigNormalizer.Normalize(DefaultValues.ToJson(bound)!.AsObject(), SmallCatalogue.All).ToJsonString());
    }

    [Fact]
    public void The_canonical_form_writes_every_default_out_in_the_order_of_the_records()
    {
        JsonObject canonical = ConfigNormalizer.Normalize(
            Tree("""{ "training": { "optimizer": { "learningRate": 1e-1 } }, "data": "digits", "name": "x", "probes": ["delta-norm"] }"""),
            SmallCatalogue.All);

        Assert.Equal("""
            {"name":"x","question":"",
            "data":{"name":"digits","batchSize":64,"scaling":null,"shuffle":true,"trainLimit":null,"testLimit":null,"validationFraction":0},
            "model":{"architecture":{"name":"mlp"},"depth":4,"width":64,"activation":{"name":"relu"},"outputActivation":{"name":"identity"},
            "initialization":{"name":"torch-default"},"biasInitialization":{"name":"zeros"},"normalization":{"name":"none"},"connection":{"name":"plain"}},
            "training":{"loss":{"name":"cross-entropy"},"optimizer":{"name":"sgd","learningRate":0.1,"momentum":0,"nesterov":false},
            "schedule":{"name":"constant"},"clipping":{"name":"none"},"steps":500,"evaluateEvery":null,"engine":"torch","device":"auto","precision":null,"checkpoints":[],"timeLimit":null,"checkpointEvery":null},
            "probes":[{"name":"delta-norm","every":1,"from":0,"until":null}],"seeds":[1],"execution":{"cohorts":"auto","threads":null}}
            """.ReplaceLineEndings(""), canonical.ToJsonString());
    }

    [Fact]
    public void The_canonical_form_of_a_canonical_form_is_itself_and_means_the_same()
    {
        JsonObject tree = Tree(Full);
        JsonObject canonical = ConfigNormalizer.Normalize(tree, SmallCatalogue.All);
        _folder.With("runs/resolved.json", canonical.ToJsonString());
        ConfigDocument again = _folder.Read("runs/resolved.json");

        Assert.Equal("", ProblemText.Format(again.Problems));
        Assert.Equal(canonical.ToJsonString(), ConfigNormalizer.Normalize(again.Tree, SmallCatalogue.All).ToJsonString());
        Assert.Equal(
            DefaultValues.ToJson(ConfigBinder.Bind<RunConfig>(canonical))!["training"]!["steps"]!.ToJsonString(),
            DefaultValues.ToJson(ConfigBinder.Bind<RunConfig>(tree))!["training"]!["steps"]!.ToJsonString());
    }

    [Fact]
    public void The_ways_to_write_a_number_or_a_component_have_one_canonical_form()
    {
        string[] ways =
        [
            """{ "data": "digits", "training": { "optimizer": { "name": "sgd", "learningRate": 0.010 } } }""",
            """{ "data": { "name": "digits" }, "training": { "optimizer": "sgd" } }""",
            """{ "training": { "optimizer": { "learningRate": 1E-2, "momentum": 0.0 } }, "data": { "batchSize": 64, "name": "digits" } }""",
        ];

        Assert.Single(ways.Select(way => ConfigNormalizer.Normalize(Tree(way), SmallCatalogue.All).ToJsonString()).Distinct());
    }

    JsonObject Tree(string json)
    {
        _folder.With("run.json", json);
        ConfigDocument document = _folder.Read("run.json");
        Assert.Equal("", ProblemText.Format(document.Problems));
        return document.Tree;
    }
}
