using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class CostOfProbesTests
{
    const string Steps = """ "training": { "steps": 30 }, """;

    [Fact]
    public void What_is_not_due_makes_no_tensor()
    {
        long[] without = TensorsAfterEachStep("""{ "training": { "steps": 30 }, "probes": ["train-loss"] }""");
        long[] notYet = TensorsAfterEachStep($$"""{ {{Steps}} "probes": ["train-loss", {{Everything(""", "from": 29""")}}] }""");

        Assert.Equal(without[..29], notYet[..29]);
        Assert.True(notYet[29] > without[29]);   // what is due is seen by this way of counting
    }

    [Fact]
    public void Steps_between_two_records_cost_what_steps_without_probes_cost()
    {
        long[] without = Differences(TensorsAfterEachStep("""{ "training": { "steps": 30 }, "probes": ["train-loss"] }"""));
        long[] everyTenth = Differences(TensorsAfterEachStep($$"""{ {{Steps}} "probes": [{{Everything(""", "every": 10""")}}] }"""));

        for (int step = 1; step < 30; step++)
        {
            Assert.Equal(step % 10 == 0, everyTenth[step] > without[step]);
            if (step % 10 != 0) Assert.Equal(without[step], everyTenth[step]);
        }
    }

    static string Everything(string due) => string.Join(", ", global::TorchGradients.Probes.Quantities.All.Components
        .Where(component => component.Name != "train-loss")
        .Select(component => $$"""{ "name": "{{component.Name}}"{{due}} }"""));

    /// <summary>Tensors made since the first step's end, each step's scope having counted what it made.</summary>
    static long[] TensorsAfterEachStep(string config)
    {
        var counts = new List<long>();
        using var some = new SomeRun();
        var run = some.Plan(config);
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        long before = statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount;
        some.AfterStep = _ => counts.Add(statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount - before);
        some.Execute(run);
        return [.. counts];
    }

    static long[] Differences(long[] counts) => [.. counts.Select((count, i) => i == 0 ? count : count - counts[i - 1])];
}
