using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.HandRolled;
using Xunit;
using static TorchSharp.torch;
using OfTorch = TorchGradients.Training.Optimizers.Optimizers;

namespace TorchGradients.Tests.HandRolled;

public sealed class HandRolledOptimizerTests
{
    // Theta = 2, g = 0.5, eta = 0.1, two updates; each value follows from the published rule on paper.
    [Theory]
    [InlineData("sgd", "{}", 1.95, 1.9)]
    [InlineData("sgd", """{"momentum":0.9}""", 1.95, 1.855)]                     // v = 0.5, 0.95
    [InlineData("sgd", """{"momentum":0.9,"nesterov":true}""", 1.905, 1.7695)]   // g + 0.9 v = 0.95, 1.355
    [InlineData("sgd", """{"weightDecay":0.2}""", 1.91, 1.8218)]                 // g + 0.2 theta = 0.9, 0.882
    [InlineData("rmsprop", """{"alpha":0.75,"epsilon":0}""", 1.8, 1.648814210796309)]   // s = 1/16, 7/64; 0.1 * 0.5 / sqrt(7/64)
    [InlineData("adam", """{"epsilon":0}""", 1.9, 1.8)]                          // m_hat = g, v_hat = g^2 whatever the betas
    public void Two_updates_are_those_worked_out_on_paper(string name, string options, double first, double second)
    {
        HandRolledOptimizer optimizer = HandRolledOptimizers.All.Create(Component(name, options));
        double[] theta = [2];
        var state = new Dictionary<string, double[]>();

        optimizer.Update(theta, [0.5], state, 0.1, 1);
        Assert.Equal(first, theta[0], 1e-14);
        optimizer.Update(theta, [0.5], state, 0.1, 2);
        Assert.Equal(second, theta[0], 1e-14);
    }

    [Theory]
    [InlineData("sgd", """{"momentum":0.9,"nesterov":true,"weightDecay":0.1}""")]
    [InlineData("rmsprop", """{"momentum":0.5,"weightDecay":0.1}""")]
    [InlineData("rmsprop", """{"centered":true,"alpha":0.9}""")]
    [InlineData("adam", """{"weightDecay":0.1,"beta1":0.8,"beta2":0.9}""")]
    public void Every_option_leads_the_way_of_the_other_engine_with_state_of_the_same_names(string name, string options)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        HandRolledOptimizer ours = HandRolledOptimizers.All.Create(Component(name, options));
        var theirs = OfTorch.All.Create(Component(name, options));
        Tensor parameter = randn([7], float64, generator: generator);
        double[] theta = parameter.data<double>().ToArray();
        var state = new Dictionary<string, double[]>();
        var tensors = new Dictionary<string, Tensor>();

        for (int update = 1; update <= 15; update++)
        {
            Tensor gradient = randn([7], float64, generator: generator);
            ours.Update(theta, gradient.data<double>().ToArray(), state, 0.05, update);
            theirs.Update(parameter, gradient, tensors, 0.05, update);
            Assert.Equal(parameter.data<double>().ToArray(), theta, (x, y) => Math.Abs(x - y) <= 1e-13);
        }

        Assert.Equal(theirs.LearningRate[0], ours.LearningRate);
        Assert.Equal(tensors.Keys.Order(), state.Keys.Order());
        foreach (Tensor tensor in tensors.Values) tensor.Dispose();
    }

    static ComponentConfig Component(string name, string options) => new(name, JsonNode.Parse(options)!.AsObject());
}
