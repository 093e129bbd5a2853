using System.Text.Json.Nodes;
using TorchGradients.Planning;
using Xunit;

namespace TorchGradients.Tests.Planning;

public sealed class ValueNamesTests
{
    [Fact]
    public void Are_the_values_of_numbers_and_texts_and_the_names_of_components() =>
        Assert.Equal(["0.03", "relu", "true", "null", "leaky-relu"],
            ValueNames.Of([JsonValue.Create(0.03), "relu", true, null, new JsonObject { ["name"] = "leaky-relu", ["negativeSlope"] = 0.2 }]));

    [Fact]
    public void Say_what_distinguishes_components_of_one_name() =>
        Assert.Equal(["leaky-relu negativeSlope 0.1", "leaky-relu negativeSlope 0.2"],
            ValueNames.Of([
                new JsonObject { ["name"] = "leaky-relu", ["negativeSlope"] = 0.1 },
                new JsonObject { ["name"] = "leaky-relu", ["negativeSlope"] = 0.2 }]));

    [Fact]
    public void Of_fragments_are_their_file_names_without_ending() =>
        Assert.Equal(["none", "he-relu"], ValueNames.OfFragments(["none", "/configs/remedies/he-relu.json"]));
}
