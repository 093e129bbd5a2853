using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.Configuration;

public sealed class ConfigSchemaTests
{
    static JsonNode Schema { get; } = JsonNode.Parse(ConfigSchema.Write(SmallCatalogue.All))!;

    [Fact]
    public void Every_section_refuses_other_keys_and_names_all_of_its_own()
    {
        JsonObject canonical = ConfigNormalizer.Normalize(new JsonObject { ["name"] = "x", ["data"] = "digits" }, SmallCatalogue.All);

        AssertKeys(canonical.Select(pair => pair.Key).Concat(["$schema", "extends", "axes", "exclude", "baseline", "claims", "analysis"]), Schema);
        foreach (string section in new[] { "model", "training", "execution" })
        {
            AssertKeys(canonical[section]!.AsObject().Select(pair => pair.Key), Schema["properties"]![section]!);
        }
    }

    [Fact]
    public void A_component_is_a_name_or_an_object_with_its_options()
    {
        const string Sgd = """
            {"type":"object","additionalProperties":false,"properties":{"name":{"const":"sgd"},
            "learningRate":{"description":"the learning rate","type":"number","exclusiveMinimum":0,"default":0.01},
            "momentum":{"type":"number","minimum":0,"maximum":1,"default":0},"nesterov":{"type":"boolean","default":false}}}
            """;
        JsonNode optimizer = Schema["$defs"]!["optimizer"]!;

        Assert.Equal("""{"enum":["sgd","adam"]}""", optimizer["$defs"]!["name"]!.ToJsonString());
        Assert.Equal("""{"$ref":"#/$defs/optimizer/$defs/name"}""", optimizer["anyOf"]![0]!.ToJsonString());
        Assert.Equal(Sgd.ReplaceLineEndings(""), optimizer["anyOf"]![1]!.ToJsonString());
        Assert.Equal("""{"description":"the update rule","$ref":"#/$defs/optimizer","default":"sgd"}""",
            Schema["properties"]!["training"]!["properties"]!["optimizer"]!.ToJsonString());
    }

    [Fact]
    public void Values_have_their_ranges_choices_and_defaults()
    {
        JsonNode training = Schema["properties"]!["training"]!["properties"]!;

        Assert.Equal("""{"description":"number of updates","type":"integer","minimum":1,"maximum":2147483647,"default":500}""",
            training["steps"]!.ToJsonString());
        Assert.Equal(["integer", "null"], training["evaluateEvery"]!["type"]!.AsArray().Select(type => (string?)type));
        Assert.Equal(["float32", "float64", null], training["precision"]!["enum"]!.AsArray().Select(choice => (string?)choice));
        Assert.Equal("""{"type":"array","items":{"type":"string","enum":["initial","final"]},"uniqueItems":true,"default":[]}""",
            Without(training["checkpoints"]!, "description"));
        Assert.Equal("""{"type":"array","items":{"type":"integer","minimum":0,"maximum":9223372036854775807},"minItems":1,"uniqueItems":true,"default":[1]}""",
            Without(Schema["properties"]!["seeds"]!, "description"));
        Assert.Equal("""{"description":"the quantity","$ref":"#/$defs/probe/$defs/name"}""",
            Schema["properties"]!["probes"]!["items"]!["anyOf"]![0]!.ToJsonString());
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        string[] references = [.. References(Schema)];

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotNull(
            reference.Split('/').Skip(1).Aggregate((JsonNode?)Schema, (node, key) => node?[key])));
    }

    static void AssertKeys(IEnumerable<string> keys, JsonNode schema)
    {
        Assert.Equal(keys.Order(StringComparer.Ordinal),
            schema["properties"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.False((bool?)schema["additionalProperties"]);
    }

    static string Without(JsonNode node, string key)
    {
        var copy = (JsonObject)node.DeepClone();
        copy.Remove(key);
        return copy.ToJsonString();
    }

    static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject section => section.SelectMany(pair =>
            pair.Key == "$ref" ? [(string)pair.Value!] : References(pair.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
