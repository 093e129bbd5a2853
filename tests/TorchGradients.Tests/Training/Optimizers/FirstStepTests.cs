using System.Globalization;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Rules = TorchGradients.Training.Optimizers.Optimizers;

namespace TorchGradients.Tests.Training.Optimizers;

public sealed class FirstStepTests
{
    // θ = 2, g = 0.5, η = 0.1; each value follows from the published rule by hand.
    [Theory]
    [InlineData("sgd", "1.95")]                              // 2 − 0.1 · 0.5
    [InlineData("rmsprop", "1.0000001999999601")]            // v = 0.01 · 0.25; 2 − 0.1 · 0.5 / (0.05 + 1e-8)
    [InlineData("adam", "1.9000000019999999")]               // m̂ = 0.5, √v̂ = 0.5; 2 − 0.1 · 0.5 / (0.5 + 1e-8)
    [InlineData("adamw", "1.8980000019999999")]              // 2 (1 − 0.1 · 0.01) first
    [InlineData("radam", "1.95")]                            // ρ_1 = 1: not yet adaptive, 2 − 0.1 · m̂
    [InlineData("adagrad", "1.90000000002")]                 // s = 0.25; 2 − 0.1 · 0.5 / (0.5 + 1e-10)
    [InlineData("adadelta", "1.9996837785583488")]           // d = 0.5 √1e-6 / √(0.025 + 1e-6)
    public void Equals_the_value_worked_out_by_hand(string name, string expected)
    {
        using var scope = NewDisposeScope();
        var parameter = full([1, 1, 1], 2.0, float64);
        var state = new Dictionary<string, Tensor>();

        Rules.All.Create(name).Update(parameter, full([1, 1, 1], 0.5, float64), state, 0.1, 1);

        Assert.Equal(double.Parse(expected, CultureInfo.InvariantCulture), parameter.item<double>(), 1e-13);
        foreach (var tensor in state.Values)
        {
            tensor.Dispose();
        }
    }

    [Fact]
    public void State_outlives_the_scope_of_the_step_and_nothing_else_does()
    {
        foreach (var component in Rules.All.Components)
        {
            var optimizer = Rules.All.Create(component.Name);
            using var parameter = ones([2, 3], float64);
            var state = new Dictionary<string, Tensor>();
            using (NewDisposeScope())
            {
                optimizer.Update(parameter, ones([2, 3], float64), state, 0.1, 1);
            }

            long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
            using (NewDisposeScope())
            {
                optimizer.Update(parameter, ones([2, 3], float64), state, 0.1, 2);
            }

            Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
            foreach (var tensor in state.Values)
            {
                Assert.False(tensor.IsInvalid);
                tensor.Dispose();
            }
        }
    }
}
