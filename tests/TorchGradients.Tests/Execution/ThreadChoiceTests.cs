using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class ThreadChoiceTests
{
    static readonly EarlierPlan s_nothing = EarlierPlan.None;

    [Theory]
    [InlineData(1, 8, 8)]
    [InlineData(3, 8, 2)]
    [InlineData(8, 8, 1)]
    [InlineData(100, 8, 1)]
    public void Few_large_runs_share_the_cores_and_many_have_one_each(int runs, int cores, int expected) =>
        Assert.All(Threads(ThreadChoice.Assign(PlanOf(runs, width: 1024), s_nothing, cores)), threads => Assert.Equal(expected, threads));

    [Fact]
    public void A_small_run_has_one_thread_also_alone() =>
        Assert.Equal([1], Threads(ThreadChoice.Assign(PlanOf(1, width: 16), s_nothing, cores: 8)));

    [Fact]
    public void Cohorts_are_counted_and_a_cohorts_step_is_its_members_together()
    {
        // 16 runs of 6 x 16 x 2 x 160^2 = 4.9e6 operations: 2 cohorts of 8.
        ExperimentPlan plan = PlanOf(16, width: 160);
        ExperimentPlan together = plan with { Groups = [plan.Groups[0] with { Rule = new CohortRule(8, IsBound: false) }] };

        Assert.All(Threads(ThreadChoice.Assign(plan, s_nothing, cores: 32)), threads => Assert.Equal(1, threads));
        ExperimentPlan assigned = ThreadChoice.Assign(together, s_nothing, cores: 8);
        Assert.Equal(Enumerable.Repeat((int?)1, 16), Threads(assigned));
        ExperimentPlan bound = together with { Groups = [together.Groups[0] with { Rule = new CohortRule(8, IsBound: true) }] };
        Assert.All(Threads(ThreadChoice.Assign(Wider(bound), s_nothing, cores: 8)), threads => Assert.Equal(4, threads));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7], assigned.Runs.Select(run => run.Cohort.Place));

        static ExperimentPlan Wider(ExperimentPlan plan) => plan with { Runs = PlanOf(16, width: 256).Runs };
    }

    [Fact]
    public void Runs_that_an_earlier_plan_gave_other_threads_train_in_cohorts_of_their_own()
    {
        ExperimentPlan plan = PlanOf(5, width: 16);
        plan = plan with { Groups = [plan.Groups[0] with { Rule = new CohortRule(32, IsBound: false) }] };

        ExperimentPlan assigned = ThreadChoice.Assign(
            plan, Threads((plan.Runs[1], 4), (plan.Runs[3], 4)), cores: 8);

        Assert.Equal([[0, 2, 4], [1, 3]], assigned.Groups.Select(group => group.Runs));
        // Several threads bind members to each other: those train alone.
        Assert.Equal([(3, 0), (1, 0), (3, 1), (1, 0), (3, 2)], assigned.Runs.Select(run => (run.Cohort.Size, run.Cohort.Place)));
    }

    [Fact]
    public void A_cohort_has_one_thread_so_that_its_members_stay_free_of_each_other()
    {
        ExperimentPlan plan = PlanOf(16, width: 256);
        ExperimentPlan free = plan with { Groups = [plan.Groups[0] with { Rule = new CohortRule(8, IsBound: false) }] };
        EarlierPlan kept = Threads([.. plan.Runs.Select(run => (run, 4))]);

        Assert.All(Threads(ThreadChoice.Assign(free, s_nothing, cores: 8)), threads => Assert.Equal(1, threads));

        // Where an earlier plan said otherwise they train alone, or, where the size was asked for, are bound.
        Assert.All(ThreadChoice.Assign(free, kept, cores: 8).Runs, run => Assert.Equal((4, 1, false), (run.Threads, run.Cohort.Size, run.IsBoundToCohort)));
        ExperimentPlan asked = free with { Groups = [free.Groups[0] with { Rule = free.Groups[0].Rule with { IsAsked = true } }] };
        Assert.All(ThreadChoice.Assign(asked, kept, cores: 8).Runs, run => Assert.Equal((4, 8, true), (run.Threads, run.Cohort.Size, run.IsBoundToCohort)));
    }

    [Fact]
    public void What_an_earlier_plan_of_the_folder_says_is_kept_and_new_runs_get_what_the_new_plan_means()
    {
        using var folder = new ScratchFolder();
        PlanFile.Write(folder.Path, ThreadChoice.Assign(PlanOf(1, width: 1024), s_nothing, cores: 4));

        ExperimentPlan grown = ThreadChoice.Assign(PlanOf(5, width: 1024), EarlierPlans.Of(folder.Path), cores: 4);

        Assert.Equal([4, 1, 1, 1, 1], Threads(grown));
    }

    [Fact]
    public void What_a_config_says_comes_first_and_the_resolved_config_says_it_without_changing_what_the_run_is()
    {
        PlannedRun run = SomePlannedRun.Of(threads: 3);

        PlannedRun chosen = ThreadChoice.Assign(SomePlannedRun.PlanOf(run), Threads((run, 2)), cores: 8).Runs[0];
        PlannedRun other = ThreadChoice.Assign(SomePlannedRun.PlanOf(SomePlannedRun.Of()), s_nothing, cores: 8).Runs[0];

        var facts = new WorkFacts("cpu", "float32", "standardize", null);

        Assert.Equal(3, chosen.Threads);
        Assert.Equal(3, ThreadChoice.Written(chosen)["execution"]!["threads"]!.GetValue<int>());
        Assert.Equal(1, ThreadChoice.Written(other)["execution"]!["threads"]!.GetValue<int>());
        Assert.Equal(Identity.Of(ThreadChoice.Written(other), facts), Identity.Of(ThreadChoice.Written(chosen), facts));
    }

    [Fact]
    public void A_damaged_plan_is_said_and_not_passed_over()
    {
        using var folder = new ScratchFolder();
        string file = folder.Write(PlanFile.Name, "{ \"runs\": [");

        var exception = Assert.Throws<StorageException>(() => EarlierPlans.Of(folder.Path));

        Assert.Equal(
            $"{file} is damaged, so the threads and cohorts of its runs are not known. Remove the file and run the experiment again: "
            + "that writes the plan anew and keeps the runs that are complete.", exception.Message);
        Assert.Empty(EarlierPlans.Of(Path.Combine(folder.Path, "elsewhere")).Threads);
    }

    static ExperimentPlan PlanOf(int runs, int width) =>
        SomePlannedRun.PlanOf(Enumerable.Range(1, runs).Select(seed => SomePlannedRun.Of(seed, width: width)));

    static EarlierPlan Threads(params (PlannedRun Run, int Threads)[] kept) =>
        new() { Threads = kept.ToDictionary(pair => pair.Run.Identity, pair => pair.Threads) };

    static IEnumerable<int?> Threads(ExperimentPlan plan) => plan.Runs.Select(run => run.Threads);
}
