using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class LongRunTests
{
    const int Steps = 300;

    [Theory]
    [InlineData("batch-norm", "prelu", "adam")]
    [InlineData("weight-norm", "gelu", "radam")]
    public void Live_tensors_stay_constant_over_300_steps_with_all_quantities(string normalization, string activation, string optimizer)
    {
        string[] quantities = [.. global::TorchGradients.Probes.Quantities.All.Components.Select(component => $"\"{component.Name}\"")];
        var live = new List<long>();
        long before = SomeRun.LiveTensors;
        using (var some = new SomeRun { AfterStep = _ => live.Add(SomeRun.LiveTensors) })
        {
            some.Execute($$"""
                { "model": { "normalization": "{{normalization}}", "activation": "{{activation}}", "connection": "residual" },
                  "training": { "optimizer": "{{optimizer}}", "clipping": "norm", "schedule": "one-cycle", "steps": {{Steps}}, "evaluateEvery": 50 },
                  "data": { "validationFraction": 0.1 }, "probes": [{{string.Join(", ", quantities)}}] }
                """);
        }

        Assert.Equal(Steps, live.Count);
        Assert.Single(live.Distinct());
        Assert.Equal(before, SomeRun.LiveTensors);
    }
}
