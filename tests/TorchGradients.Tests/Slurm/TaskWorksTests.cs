using TorchGradients.Cli.Slurm;
using TorchGradients.Cli.Workers;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Tests.Data;
using TorchGradients.Tests.Execution;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class TaskWorksTests
{
    [Fact]
    public void A_task_takes_up_the_halves_of_a_cohort_that_an_attempt_before_it_halved_and_reads_no_plan()
    {
        using var experiment = new ScratchFolder();
        PlannedRun[] runs = [.. Enumerable.Range(1, 5).Select(seed => SomePlannedRun.Of(seed) with { IsBoundToCohort = true })];
        experiment.Write(PlanFile.Name, "not to be read");
        var folder = SubmissionFolder.Create(experiment.Path, DateTimeOffset.UnixEpoch);
        folder.WritePart(0, [new CohortWork(runs[..3], runs[..3], IsBound: true), new CohortWork([runs[4]], runs[3..], IsBound: true)]);
        Assert.Equal([3, 2], Sizes());

        EarlierPlans.AddHalved(experiment.Path, runs[..3], "out of memory on cuda:0");
        EarlierPlans.AddHalved(experiment.Path, runs[3..], "out of memory on cuda:0");

        // Of the second cohort only the half that has something to do.
        Assert.Equal([2, 1, 1], Sizes());
        Assert.Equal([1, 2, 3, 5], TaskSession.Works(folder, 0).SelectMany(work => work.Open).Select(run => run.Seed));

        IEnumerable<int> Sizes() => TaskSession.Works(folder, 0).Select(work => work.Members.Count);
    }
}
