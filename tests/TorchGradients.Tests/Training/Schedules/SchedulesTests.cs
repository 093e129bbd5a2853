using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using Xunit;
using Courses = TorchGradients.Training.Schedules.Schedules;

namespace TorchGradients.Tests.Training.Schedules;

public sealed class SchedulesTests
{
    [Theory]
    [InlineData("constant", "{}", 77, 100, 1.0)]
    [InlineData("step", """{"every":10,"factor":0.5}""", 9, 100, 1.0)]
    [InlineData("step", """{"every":10,"factor":0.5}""", 10, 100, 0.5)]
    [InlineData("step", """{"every":10,"factor":0.5}""", 35, 100, 0.125)]
    [InlineData("exponential", """{"factor":0.5}""", 3, 100, 0.125)]
    [InlineData("cosine", "{}", 0, 100, 1.0)]
    [InlineData("cosine", "{}", 50, 100, 0.5)]
    [InlineData("cosine", "{}", 75, 100, 0.14644660940672624)]              // (1 + cos 135°) / 2
    [InlineData("cosine", """{"minimumFactor":0.2}""", 50, 100, 0.6)]
    [InlineData("linear-warmup", """{"steps":4}""", 0, 100, 0.25)]
    [InlineData("linear-warmup", """{"steps":4}""", 3, 100, 1.0)]
    [InlineData("linear-warmup", """{"steps":4}""", 90, 100, 1.0)]
    [InlineData("one-cycle", "{}", 0, 100, 0.04)]                           // 1 / 25
    [InlineData("one-cycle", "{}", 29, 100, 1.0)]                           // 0.3 · 100 − 1
    [InlineData("one-cycle", "{}", 99, 100, 4e-6)]                          // 1 / 25 / 1e4
    [InlineData("one-cycle", """{"warmupFraction":0.5,"divisor":2}""", 12, 51, 0.7419871056070861)]   // peak at 24.5
    public void Follows_the_published_formula(string name, string options, int step, int steps, double expected)
    {
        var schedule = Courses.All.Create(new ComponentConfig(name, JsonNode.Parse(options)!.AsObject()));
        Assert.Equal(expected, schedule.Factor(step, steps), 1e-9);
    }

    [Fact]
    public void No_schedule_leaves_the_numbers_in_runs_of_any_length()
    {
        foreach (var component in Courses.All.Components)
        {
            var schedule = Courses.All.Create(component.Name);
            for (int steps = 1; steps < 30; steps++)
            {
                var factors = Enumerable.Range(0, steps).Select(step => schedule.Factor(step, steps));
                Assert.All(factors, factor => Assert.InRange(factor, 0, 1));
            }
        }
    }
}
