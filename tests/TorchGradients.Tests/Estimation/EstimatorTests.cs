using Microsoft.Extensions.Time.Testing;
using TorchGradients.Estimation;
using TorchGradients.Planning;
using TorchGradients.Tests.Planning;
using Xunit;

namespace TorchGradients.Tests.Estimation;

public sealed class EstimatorTests
{
    static readonly ExperimentPlan s_plan = GridFolder.PlanOf("""
        "axes": [{ "path": "model:width", "values": [8, 16, 64] }, { "path": "training:optimizer:learningRate", "values": [0.1, 0.2] }],
        "seeds": [1, 2]
        """);

    static RunCost Cost(double step) => new(0, step, 0, 0, 100, new Dictionary<string, double>());

    [Fact]
    public void Tries_one_open_run_of_each_kind_and_counts_only_open_runs()
    {
        var tried = new List<int>();
        var estimator = new Estimator((run, _) =>
        {
            tried.Add(run[0].Config.Model.Width);
            return (Cost(0.01), null);
        }, new FakeTimeProvider(), cores: 2);

        PlanEstimate estimate = estimator.Estimate(s_plan, run => run.Config.Model.Width != 16 && run.Seed == 1);

        Assert.Equal([64, 8], tried);
        Assert.Equal(2 * 2 * 500 * 0.01, estimate.CoreSeconds, 1e-9);
        Assert.Equal(2 * 500 * 0.01, estimate.Seconds, 1e-9);
        Assert.Equal(400, estimate.Bytes);
        Assert.Empty(estimate.Remarks);
    }

    [Fact]
    public void A_cohort_is_tried_as_it_would_train_and_a_plan_takes_at_least_as_long_as_its_longest()
    {
        var together = new List<int>();
        var estimator = new Estimator((runs, _) =>
        {
            together.Add(runs.Count);
            return (Cost(0.01), null);
        }, new FakeTimeProvider(), cores: 100);

        PlanEstimate estimate = estimator.Estimate(s_plan, run => run.Seed == 1 || run.Config.Model.Width == 16);

        Assert.Equal([2, 4, 2], together);  // 64, 16, 8 units wide
        Assert.Equal(8 * 500 * 0.01, estimate.CoreSeconds, 1e-9);
        Assert.Equal(4 * 500 * 0.01, estimate.Seconds, 1e-9);
    }

    [Fact]
    public void What_trains_along_takes_time_too_but_no_room()
    {
        ExperimentPlan bound = GridFolder.PlanOf("""
            "axes": [{ "path": "data:batchSize", "values": [37] }], "seeds": [1, 2, 3], "execution": { "cohorts": 3 }
            """);
        var estimator = new Estimator((_, _) => (Cost(0.01), null), new FakeTimeProvider(), cores: 1);

        PlanEstimate estimate = estimator.Estimate(bound, run => run.Seed == 2);

        Assert.Equal(3 * 500 * 0.01, estimate.Seconds, 1e-9);
        Assert.Equal(100, estimate.Bytes);
    }

    [Fact]
    public void Takes_what_time_does_not_suffice_for_from_the_kind_nearest_in_size()
    {
        var clock = new FakeTimeProvider();
        var estimator = new Estimator((_, _) =>
        {
            clock.Advance(Estimator.LongestOfAll);
            return (Cost(0.04), null);
        }, clock, cores: 1);

        PlanEstimate estimate = estimator.Estimate(s_plan, _ => true);

        // The largest network was tried; smaller ones are taken to cost as much, since operators have their price.
        Assert.Equal(12 * 500 * 0.04, estimate.CoreSeconds, 1e-9);
        Assert.Equal(1, estimate.Tried);
        Assert.Equal(["2 of 3 kinds of runs: not tried, since trials end after 15 s; taken to cost as the tried one nearest in size"],
            estimate.Remarks);
    }

    [Fact]
    public void Says_why_a_trial_failed_and_what_was_not_seen()
    {
        var estimator = new Estimator((run, _) => run[0].Config.Model.Width switch
        {
            64 => (null, "out of memory"),
            16 => (Cost(1) with { Evaluation = null }, null),
            _ => (Cost(1), null),
        }, new FakeTimeProvider(), cores: 1);

        Assert.Equal(
            ["1 of 3 kinds of runs: the trial failed: out of memory",
                "1 of 3 kinds of runs: the trial was ended after 3 s, so evaluations are left out"],
            estimator.Estimate(s_plan, _ => true).Remarks);
    }

    [Fact]
    public void One_run_takes_no_less_time_on_many_cores() => Assert.Equal(500,
        new Estimator((_, _) => (Cost(1), null), new FakeTimeProvider(), cores: 64).Estimate(s_plan, run => run == s_plan.Runs[0]).Seconds, 1e-9);
}
