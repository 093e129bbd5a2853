using TorchGradients.Estimation;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Tests.Planning;
using Xunit;

namespace TorchGradients.Tests.Estimation;

public sealed class TrialTests
{
    [Fact]
    public void Bytes_of_the_estimate_are_those_of_the_run_within_a_tenth()
    {
        PlannedRun run = Assert.Single(GridFolder.PlanOf("""
            "model": { "depth": 3, "width": 8 }, "probes": ["delta-norm", { "name": "train-loss", "every": 5 }]
            """).Runs);
        run = run with { Config = run.Config with { Training = run.Config.Training with { Steps = 300, Checkpoints = ["final"] } } };
        using var data = new DataCache();
        (RunCost? cost, string? failure) = new Trial(data, TimeProvider.System).Measure([run], TimeSpan.FromSeconds(30));
        Assert.Null(failure);
        long estimated = RunEstimate.Of(run.Config, cost!).Bytes;

        string folder = Directory.CreateTempSubdirectory("run-").FullName;
        try
        {
            new RunExecutor(data, new StepTimes(TimeProvider.System, TimeSpan.MaxValue, new()), TimeProvider.System)
                .Execute(run, folder, null, TestContext.Current.CancellationToken);
            long taken = Directory.EnumerateFiles(folder).Sum(file => new FileInfo(file).Length);

            // The numbers' digits differ from step to step, and the seconds in outcome.json.
            Assert.InRange(estimated, taken * 0.9, taken * 1.1);
            Assert.True(cost!.Step > 0 && cost.Setup > 0 && cost.Evaluation > 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_trial_ends_after_the_step_that_it_is_at_when_its_time_is_over()
    {
        PlannedRun run = GridFolder.PlanOf(""" "model": { "depth": 1, "width": 8 } """).Runs[0];
        using var data = new DataCache();

        (RunCost? cost, _) = new Trial(data, TimeProvider.System).Measure([run], TimeSpan.Zero);

        Assert.Null(cost!.Evaluation);
        Assert.Equal(cost.Setup, cost.Step);
    }
}
