using System.Text.Json.Nodes;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Execution;

/// <summary>Several threads share a tensor out by its whole length: a cohort whose members are free of each other has one.</summary>
public sealed class ThreadsOfCohortsTests : IDisposable
{
    const string Steps = """ "training": { "steps": 6 }, "model": { "width": 64 }, "data": { "batchSize": 32 } """;

    readonly SomeRun _some = new();
    readonly int _before = torch.get_num_threads();

    public void Dispose()
    {
        torch.set_num_threads(_before);
        _some.Dispose();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Asked_for_several_each_run_trains_alone_with_them_and_repeats_to_the_last_bit(int threads)
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanAll($$"""{ {{Steps}}, "seeds": [1, 2, 3, 4, 5], "execution": { "threads": {{threads}} } }""");

        Assert.All(runs, run => Assert.Equal(
            (threads, new CohortPlace(1, 0), false), (run.Threads!.Value, run.Cohort, run.IsBoundToCohort)));
        foreach (PlannedRun run in runs)
        {
            string folder = _some.Execute(run).Folder;
            Assert.Equal(threads, EnvironmentRecord.Read(Path.Combine(folder, EnvironmentRecord.FileName)).Threads);
            torch.set_num_threads(1);
            Assert.Equal(Measured(folder), Measured(_some.Execute(run).Folder));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_free_cohort_trains_on_one_thread_whatever_torch_had_and_equals_the_runs_alone(int hadBefore)
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanAll($$"""{ {{Steps}}, "seeds": [1, 2, 3, 4, 5, 6, 7] }""");
        Assert.All(runs, run => Assert.Equal((1, 7, false), (run.Threads!.Value, run.Cohort.Size, run.IsBoundToCohort)));

        torch.set_num_threads(hadBefore);
        string[] folders = _some.ExecuteTogether(runs).Folders;

        Assert.All(folders, folder =>
            Assert.Equal(1, EnvironmentRecord.Read(Path.Combine(folder, EnvironmentRecord.FileName)).Threads));
        foreach ((PlannedRun run, string folder) in runs.Zip(folders))
        {
            torch.set_num_threads(hadBefore);
            Assert.Equal(Measured(_some.Execute(run).Folder), Measured(folder));
        }
    }

    [Fact]
    public void Where_size_and_threads_are_both_asked_for_the_cohort_is_bound()
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanAll(
            $$"""{ {{Steps}}, "seeds": [1, 2, 3], "execution": { "cohorts": 3, "threads": 3 } }""");

        Assert.All(runs, run => Assert.Equal((3, 3, true), (run.Threads!.Value, run.Cohort.Size, run.IsBoundToCohort)));
        string[] folders = _some.ExecuteTogether(runs).Folders;
        torch.set_num_threads(1);
        string[] again = _some.ExecuteTogether(runs).Folders;

        Assert.Equal(folders.Select(Measured), again.Select(Measured));
    }

    static IReadOnlyList<string> Measured(string folder) =>
        [.. SomeRun.Lines(folder).Where(line => JsonNode.Parse(line)!["Kind"]!.ToString() != "lifecycle")];
}
