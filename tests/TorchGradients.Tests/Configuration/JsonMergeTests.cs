using System.Text.Json.Nodes;
using CsCheck;
using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.Configuration;

public sealed class JsonMergeTests
{
    static readonly string[] s_valueKeys = ["depth", "steps", "probes", "a"];
    static readonly string[] s_sectionKeys = ["model", "training", "baseline"];

    [Theory]
    [InlineData("""{"name":"sgd","momentum":0.9}""", "\"sgd\"", """{"name":"sgd"}""", "a text replaces, also one of the same name")]
    [InlineData("""{"name":"sgd","momentum":0.9}""", """{"name":"adam"}""", """{"name":"adam"}""", "another name replaces")]
    [InlineData("""{"name":"sgd","momentum":0.9}""", """{"name":"sgd","learningRate":1}""", """{"name":"sgd","momentum":0.9,"learningRate":1}""", "the same name merges")]
    [InlineData("""{"name":"adam","betas":[1,2]}""", """{"betas":[3]}""", """{"name":"adam","betas":[3]}""", "no name merges, a list is replaced whole")]
    [InlineData("\"adam\"", """{"learningRate":1}""", """{"name":"adam","learningRate":1}""", "options over a text")]
    [InlineData("""{"momentum":0.9}""", """{"name":"sgd","learningRate":1}""", """{"momentum":0.9,"name":"sgd","learningRate":1}""", "without a name it is the default")]
    [InlineData("""{"momentum":0.9}""", """{"name":"adam"}""", """{"name":"adam"}""", "another than the default replaces")]
    public void Components_are_replaced_or_merged(string below, string above, string expected, string rule)
    {
        JsonObject merged = JsonMerge.Merge(Optimizer(below), Optimizer(above));

        Assert.True(JsonNode.DeepEquals(Optimizer(expected), merged), $"{rule}: {merged.ToJsonString()}");
    }

    [Fact]
    public void Objects_merge_key_by_key_and_null_replaces()
    {
        var below = (JsonObject)JsonNode.Parse("""{"model":{"depth":1,"width":2},"training":{"evaluateEvery":3},"baseline":{"a":1}}""")!;
        var above = (JsonObject)JsonNode.Parse("""{"model":{"width":5},"training":{"evaluateEvery":null},"baseline":{"b":2}}""")!;

        Assert.Equal("""{"model":{"depth":1,"width":5},"training":{"evaluateEvery":null},"baseline":{"a":1,"b":2}}""",
            JsonMerge.Merge(below, above).ToJsonString());
    }

    [Fact]
    public void A_later_list_replaces_an_earlier_one_whole() =>
        Gen.Select(Lists, Lists).Sample((below, above) =>
            JsonMerge.Merge(new JsonObject { ["seeds"] = ToJson(below) }, new JsonObject { ["seeds"] = ToJson(above) })
                .ToJsonString() == new JsonObject { ["seeds"] = ToJson(above) }.ToJsonString());

    [Fact]
    public void Layers_may_be_grouped_in_any_way() =>
        Gen.Select(Trees, Trees, Trees).Sample((a, b, c) => JsonNode.DeepEquals(
            JsonMerge.Merge(JsonMerge.Merge(a, b), c), JsonMerge.Merge(a, JsonMerge.Merge(b, c))));

    [Fact]
    public void A_layer_over_itself_and_over_nothing_is_itself() =>
        Trees.Sample(tree => JsonNode.DeepEquals(tree, JsonMerge.Merge(tree, tree))
            && JsonNode.DeepEquals(tree, JsonMerge.Merge([], tree)) && JsonNode.DeepEquals(tree, JsonMerge.Merge(tree, [])));

    static Gen<int[]> Lists => Gen.Int[0, 9].Array[0, 4];

    /// <summary>
    /// Sections and values, each key in one form only: an object over a value over an object has no grouping.
    /// </summary>
    static Gen<JsonObject> Trees => Gen.Recursive<JsonObject>((depth, inner) => Gen.Select(
        Entries(s_valueKeys, Leaves),
        depth < 3 ? Entries(s_sectionKeys, inner.Select(JsonNode? (tree) => tree)) : Gen.Const(new Dictionary<string, JsonNode?>()),
        (values, sections) => new JsonObject(values.Concat(sections)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())))));

    static Gen<Dictionary<string, JsonNode?>> Entries(string[] keys, Gen<JsonNode?> values) =>
        Gen.Dictionary(Gen.Int[0, keys.Length - 1].Select(i => keys[i]), values)[0, keys.Length];

    static Gen<JsonNode?> Leaves => Gen.OneOf(
        Gen.Const((JsonNode?)null), Gen.Int[0, 9].Select(JsonNode? (number) => number),
        Gen.String[Gen.Char.AlphaNumeric, 0, 3].Select(JsonNode? (text) => text), Lists.Select(JsonNode? (list) => ToJson(list)));

    static JsonArray ToJson(int[] list) => [.. list.Select(number => (JsonNode)number)];

    static JsonObject Optimizer(string json) =>
        new() { ["training"] = new JsonObject { ["optimizer"] = JsonNode.Parse(json) } };
}
