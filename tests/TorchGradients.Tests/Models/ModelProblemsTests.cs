using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Models;
using Xunit;

namespace TorchGradients.Tests.Models;

public sealed class ModelProblemsTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 1)]
    public void Bounds_that_leave_nothing_between_them_are_told(double minimum, double maximum)
    {
        var activation = new ComponentConfig(
            "hard-tanh", new JsonObject { ["minimum"] = minimum, ["maximum"] = maximum });
        string finding = FormattableString.Invariant($"has the minimum {minimum}, which is not below the maximum {maximum}");

        Assert.Equal([("model:activation", finding)], Findings(new ModelConfig { Activation = activation }));
        Assert.Equal([("model:outputActivation", finding)], Findings(new ModelConfig { OutputActivation = activation }));
    }

    [Fact]
    public void Every_activation_is_sound_with_its_defaults() => Assert.All(
        TorchGradients.Models.Activations.Activations.All.Components, component =>
        Assert.Empty(ModelProblems.Of(new ModelConfig { Activation = new ComponentConfig(component.Name) })));

    static IEnumerable<(string, string)> Findings(ModelConfig model) =>
        ModelProblems.Of(model).Select(problem => (problem.Path, problem.Finding));
}
