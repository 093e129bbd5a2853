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
    public void Complete_runs_under_another_name_get_the_plans_name_and_what_the_plan_does_not_know_stays()
    {
        using var output = new ScratchFolder();
        ExperimentPlan small = GridFolder.PlanOf(""" "seeds": [1, 2, 3, 4], "model": { "depth": 4 } """);
        ExperimentPlan grown = GridFolder.PlanOf(
            """ "seeds": [1, 2, 3], "axes": [{ "path": "model:depth", "values": [4, 5] }], "model": { "depth": 4 } """);
        var folder = new ExperimentFolder(output.Path, grown);
        Write(small.Runs[0].Folder, small.Runs[0], steps: 1);
        Write(small.Runs[1].Folder, small.Runs[1], steps: 2);
        Write(Of(2).Folder, Of(2), steps: 22);                                           // twice: the plan's name wins
        Write(small.Runs[2].Folder, small.Runs[2], steps: 3);
        Directory.CreateDirectory(Path.Combine(folder.Of(Of(3)), "half-written"));         // in the way of a complete one
        Write(small.Runs[3].Folder, small.Runs[3], steps: 4);                            // not of the plan

        IReadOnlyDictionary<PlannedRun, string> complete = folder.Complete();
        Assert.Equal([1, 2, 3], complete.Keys.Select(run => run.Seed).Order());
        Assert.Equal(small.Runs[0].Folder, complete[Of(1)]);
        Assert.Equal(Of(2).Folder, complete[Of(2)]);

        Assert.Equal(3, folder.Adopt(new AttemptFolders(folder.Path)).Count);
        Assert.Equal([1, 22, 3], new[] { 1, 2, 3 }.Select(seed => Steps(Of(seed).Folder)));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, small.Runs[0].Folder)));
        Assert.Equal(2, Steps(small.Runs[1].Folder));
        Assert.Equal(4, Steps(small.Runs[3].Folder));
        Assert.True(Directory.Exists(Path.Combine(folder.Path, AttemptFolders.SetAside, Of(3).Folder, "half-written")));

        // And back: the grid shrinks, and the same results have their first names again.
        var shrunken = new ExperimentFolder(output.Path, small);
        Assert.Equal(4, shrunken.Adopt(new AttemptFolders(folder.Path)).Count);
        Assert.Equal([1, 2, 3, 4], small.Runs.Select(run => Steps(run.Folder)));

        PlannedRun Of(int seed) => grown.Runs.Single(run => run.Seed == seed && run.Config.Model.Depth == 4);

        void Write(string name, PlannedRun run, int steps) => OutcomeFile.Write(
            Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName, OutcomeFile.Name),
            new Outcome { Identity = run.Identity, Status = RunStatus.Completed, Steps = steps, Seconds = 1 });

        int Steps(string name) => OutcomeFile.Read(Path.Combine(folder.Path, name, OutcomeFile.Name)).Steps;
    }

    [Fact]
    public void Checkpoints_of_runs_that_are_not_complete_follow_their_run_too()
    {
        using var output = new ScratchFolder();
        ExperimentPlan before = GridFolder.PlanOf(""" "seeds": [1, 2], "model": { "depth": 4 } """);
        ExperimentPlan after = GridFolder.PlanOf(
            """ "seeds": [1, 2], "axes": [{ "path": "model:depth", "values": [4] }], "model": { "depth": 4 } """);
        var folder = new ExperimentFolder(output.Path, after);
        string interrupted = Directory.CreateDirectory(Path.Combine(folder.Path, before.Runs[0].Folder)).FullName;
        OutcomeFile.Write(Path.Combine(interrupted, OutcomeFile.Name),
            new Outcome { Identity = before.Runs[0].Identity, Status = RunStatus.Cancelled, Steps = 1, Seconds = 1 });
        File.WriteAllText(Path.Combine(interrupted, CheckpointFile.Name), "");
        string killed = Directory.CreateDirectory(Path.Combine(folder.Path, AttemptFolders.SetAside, before.Runs[1].Folder)).FullName;
        File.WriteAllText(Path.Combine(killed, CheckpointFile.Name), "");

        Assert.Empty(folder.Adopt(new AttemptFolders(folder.Path)));

        Assert.True(CheckpointFile.IsIn(folder.Of(after.Runs[0])));
        Assert.True(CheckpointFile.IsIn(Path.Combine(folder.Path, AttemptFolders.SetAside, after.Runs[1].Folder)));
    }

    [Fact]
    public void Other_versions_of_the_program_are_counted_and_one_that_is_not_known_is_one_of_them()
    {
        using var output = new ScratchFolder();
        ExperimentPlan plan = GridFolder.PlanOf(""" "seeds": [1, 2, 3, 4] """);
        var folder = new ExperimentFolder(output.Path, plan);
        EnvironmentRecord here = EnvironmentRecord.Capture(typeof(string).Assembly, null, "cpu", 1, new CohortPlace(1, 0));
        foreach ((PlannedRun run, string? version) in plan.Runs.Zip([here.Program, "0.0.1", "0.0.1", null]))
        {
            Directory.CreateDirectory(folder.Of(run));
            if (version is not null) (here with { Program = version }).Write(Path.Combine(folder.Of(run), EnvironmentRecord.FileName));
        }

        Assert.Equal(new Dictionary<string, int> { ["0.0.1"] = 2, ["unknown"] = 1 }, folder.OtherVersions(plan.Runs));
    }

    [Fact]
    public void Nothing_is_complete_where_there_is_no_folder() => Assert.Empty(
        new ExperimentFolder("/nowhere", GridFolder.PlanOf(""" "seeds": [1] """)).Complete());
}
