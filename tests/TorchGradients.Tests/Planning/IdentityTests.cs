using System.Text.Json.Nodes;
using TorchGradients.Planning;
using Xunit;

namespace TorchGradients.Tests.Planning;

public sealed class IdentityTests
{
    static JsonObject Resolved(string name = "a", int steps = 5, string device = "auto") => new()
    {
        ["name"] = name,
        ["question"] = "why?",
        ["data"] = new JsonObject { ["name"] = "csv", ["path"] = "/somewhere/rows.csv" },
        ["training"] = new JsonObject { ["steps"] = steps, ["device"] = device, ["checkpoints"] = new JsonArray("final") },
        ["seeds"] = new JsonArray(1),
    };

    static WorkFacts Facts(string device = "cpu", string? hash = "x") => new(device, "float32", "standardize", hash);

    [Fact]
    public void Is_a_sha256_in_lower_case_hexadecimal() =>
        Assert.Matches("^[0-9a-f]{64}$", Identity.Of(Resolved(), Facts()));

    [Fact]
    public void Does_not_depend_on_name_or_the_word_for_the_same_device() =>
        Assert.Equal(Identity.Of(Resolved(), Facts()), Identity.Of(Resolved(name: "b", device: "cpu"), Facts()));

    [Theory, InlineData("checkpoints"), InlineData("checkpointEvery"), InlineData("timeLimit")]
    public void Does_not_depend_on_what_only_interrupts_or_keeps_the_training(string key)
    {
        JsonObject other = Resolved();
        other["training"]![key] = 3;

        Assert.Equal(Identity.Of(Resolved(), Facts()), Identity.Of(other, Facts()));
    }

    [Fact]
    public void Does_not_depend_on_the_order_of_keys()
    {
        JsonObject reversed = new(Resolved().Reverse().Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

        Assert.Equal(Identity.Of(Resolved(), Facts()), Identity.Of(reversed, Facts()));
    }

    [Fact]
    public void Depends_on_settings_seeds_device_and_the_content_of_the_data()
    {
        JsonObject otherSeed = Resolved();
        otherSeed["seeds"] = new JsonArray(2);
        string[] identities =
        [
            Identity.Of(Resolved(), Facts()), Identity.Of(Resolved(steps: 6), Facts()), Identity.Of(otherSeed, Facts()),
            Identity.Of(Resolved(), Facts("cuda", "x")), Identity.Of(Resolved(), Facts("cpu", "y")),
        ];

        Assert.Equal(identities.Length, identities.Distinct().Count());
    }

    [Fact]
    public void Does_not_depend_on_where_the_data_lies()
    {
        JsonObject elsewhere = Resolved();
        elsewhere["data"]!["path"] = "/elsewhere/rows.csv";

        Assert.Equal(Identity.Of(Resolved(), Facts()), Identity.Of(elsewhere, Facts()));
    }

    // The text is the contract: other versions and machines must come to the same one.
    const string Pinned = """
        {"data":{"batchSize":64,"classes":10,"dataSeed":0,"features":64,"name":"gaussian-noise","samples":4096,"scaling":"none",
        "shuffle":true,"testLimit":null,"trainLimit":null,"validationFraction":0},"model":{"activation":{"name":"relu"},
        "architecture":{"name":"mlp"},"biasInitialization":{"name":"zeros"},"connection":{"name":"plain"},"depth":4,
        "initialization":{"name":"torch-default"},"normalization":{"name":"none"},"outputActivation":{"name":"identity"},
        "width":64},"probes":[{"every":1,"from":0,"name":"delta-norm","until":null}],"seeds":[1],"training":{
        "clipping":{"name":"none"},"device":"cpu","engine":"torch","evaluateEvery":null,"loss":{"name":"cross-entropy"},
        "optimizer":{"learningRate":0.1,"momentum":0,"name":"sgd","nesterov":false,"weightDecay":1E-05},
        "precision":"float32","schedule":{"name":"constant"},"steps":500}}
        """;

    const string PinnedHash = "f6e47fcaca654c7ceef60ce22a5f4529ddffbf5f0d3f344f5cf5d24df2d729c5";

    [Theory]
    [InlineData("""{ "data": "gaussian-noise", "training": { "optimizer": { "name": "sgd", "learningRate": 0.1, "weightDecay": 1e-5 } }, "probes": ["delta-norm"] }""")]
    [InlineData("""{ "probes": [{ "every": 1, "name": "delta-norm" }], "training": { "steps": 500, "optimizer": { "weightDecay": 0.00001, "momentum": -0.0, "name": "sgd", "learningRate": 1e-1 } }, "data": { "name": "gaussian-noise", "scaling": "none" } }""")]
    [InlineData("""{ "name": "other", "question": "?", "data": { "validationFraction": 0.0, "name": "gaussian-noise" }, "training": { "device": "cpu", "precision": "float32", "optimizer": { "name": "sgd", "learningRate": 0.10, "weightDecay": 10.0e-6 }, "checkpoints": ["final"], "timeLimit": 9, "checkpointEvery": 7 }, "probes": ["delta-norm"], "execution": { "cohorts": "off" } }""")]
    public void Of_a_config_is_pinned_however_it_is_written(string config)
    {
        using GridFolder folder = new GridFolder().With("experiment.json", config);

        Assert.Equal(PinnedHash, Assert.Single(folder.Plan().Runs).Identity);
    }

    [Fact]
    public void The_pinned_one_is_the_hash_of_a_text_without_line_breaks() => Assert.Equal(
        PinnedHash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(Pinned.ReplaceLineEndings("")))));
}
