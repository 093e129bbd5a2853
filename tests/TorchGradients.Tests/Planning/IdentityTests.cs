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

    [Fact]
    public void Is_a_sha256_in_lower_case_hexadecimal() =>
        Assert.Matches("^[0-9a-f]{64}$", Identity.Of(Resolved(), "cpu", null));

    [Fact]
    public void Does_not_depend_on_name_or_the_word_for_the_same_device() =>
        Assert.Equal(Identity.Of(Resolved(), "cpu", "x"), Identity.Of(Resolved(name: "b", device: "cpu"), "cpu", "x"));

    [Theory, InlineData("checkpoints"), InlineData("checkpointEvery"), InlineData("timeLimit")]
    public void Does_not_depend_on_what_only_interrupts_or_keeps_the_training(string key)
    {
        JsonObject other = Resolved();
        other["training"]![key] = 3;

        Assert.Equal(Identity.Of(Resolved(), "cpu", "x"), Identity.Of(other, "cpu", "x"));
    }

    [Fact]
    public void Does_not_depend_on_the_order_of_keys()
    {
        JsonObject reversed = new(Resolved().Reverse().Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

        Assert.Equal(Identity.Of(Resolved(), "cpu", "x"), Identity.Of(reversed, "cpu", "x"));
    }

    [Fact]
    public void Depends_on_settings_seeds_device_and_the_content_of_the_data()
    {
        JsonObject otherSeed = Resolved();
        otherSeed["seeds"] = new JsonArray(2);
        string[] identities =
        [
            Identity.Of(Resolved(), "cpu", "x"), Identity.Of(Resolved(steps: 6), "cpu", "x"), Identity.Of(otherSeed, "cpu", "x"),
            Identity.Of(Resolved(), "cuda", "x"), Identity.Of(Resolved(), "cpu", "y"),
        ];

        Assert.Equal(identities.Length, identities.Distinct().Count());
    }

    [Fact]
    public void Does_not_depend_on_where_the_data_lies()
    {
        JsonObject elsewhere = Resolved();
        elsewhere["data"]!["path"] = "/elsewhere/rows.csv";

        Assert.Equal(Identity.Of(Resolved(), "cpu", "x"), Identity.Of(elsewhere, "cpu", "x"));
    }
}
