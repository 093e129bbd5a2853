using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Tests.Data;
using TorchGradients.Tests.Planning;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class ExperimentFolderTests
{
    [Fact]
    public void Complete_runs_are_those_whose_outcome_is_of_the_same_work()
    {
        using var output = new ScratchFolder();
        using GridFolder experiment = new GridFolder()
            .With("experiment.json", GridFolder.Experiment(""" "seeds": [1, 2, 3, 4, 5, 6] """));
        ExperimentPlan plan = experiment.Plan("training:checkpoints=[\"final\"]");
        var folder = new ExperimentFolder(output.Path, plan);
        Write(plan.Runs[0], RunStatus.Completed, plan.Runs[0].Identity, checkpoint: true);
        Write(plan.Runs[1], RunStatus.Diverged, plan.Runs[1].Identity, checkpoint: true);
        Write(plan.Runs[2], RunStatus.Failed, plan.Runs[2].Identity, checkpoint: true);
        Write(plan.Runs[3], RunStatus.Completed, plan.Runs[0].Identity, checkpoint: true);
        Write(plan.Runs[4], RunStatus.Completed, plan.Runs[4].Identity, checkpoint: false);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder.Of(plan.Runs[5])).FullName, OutcomeFile.Name), "{");

        Assert.Equal([1, 2], folder.Complete().Keys.Select(run => run.Seed).Order());

        void Write(PlannedRun run, RunStatus status, string identity, bool checkpoint)
        {
            Directory.CreateDirectory(folder.Of(run));
            OutcomeFile.Write(Path.Combine(folder.Of(run), OutcomeFile.Name),
                new Outcome { Identity = identity, Status = status, Steps = 1, Seconds = 1 });
            if (checkpoint) File.WriteAllText(Path.Combine(folder.Of(run), "final.safetensors"), "");
        }
    }

    [Fact]
    public void Nothing_is_complete_where_there_is_no_folder() => Assert.Empty(
        new ExperimentFolder("/nowhere", GridFolder.PlanOf(""" "seeds": [1] """)).Complete());
}
