using Spectre.Console.Testing;
using TorchGradients.Cli;
using TorchGradients.Cli.Terminal;
using TorchGradients.Cli.Workers;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Tests.Execution;
using Xunit;

namespace TorchGradients.Tests.Workers;

/// <summary>
/// A cohort that numbers are bound to and that does not fit into the device's memory: a worker that says so of more than two runs,
/// and hands all else to the real one.
/// </summary>
public sealed class HalvedWorkTests : IDisposable
{
    const int Fit = 2;
    const string Reason = "out of memory on cuda:0: CUDA out of memory. Use a smaller network.";

    readonly SomeRun _some = new();
    readonly string _experiment;
    readonly TestConsole _console = new TestConsole().Width(300);

    public HalvedWorkTests()
    {
        _console.Profile.Capabilities.Interactive = false;
        _experiment = Directory.CreateTempSubdirectory("halved-").FullName;
        File.WriteAllText(Path.Combine(_experiment, ExperimentLock.FileName), "");
    }

    public void Dispose()
    {
        Directory.Delete(_experiment, recursive: true);
        _console.Dispose();
        _some.Dispose();
    }

    [Fact]
    public async Task Is_written_down_and_trains_in_halves_from_the_first_step_on()
    {
        IReadOnlyList<PlannedRun> runs = Plan(seeds: 5);
        bool failed = await Run([new CohortWork(runs, runs, IsBound: true)]);

        Assert.False(failed, _console.Output);
        Assert.Contains($"seed 1 and 4 more: {Reason} The 5 runs of this cohort begin anew in two, of 3 and 2.", _console.Output, StringComparison.Ordinal);
        Assert.Contains($"seed 1 and 2 more: {Reason} The 3 runs of this cohort begin anew in two, of 2 and 1.", _console.Output, StringComparison.Ordinal);
        Assert.Equal([(2, 0), (2, 1), (1, 0), (2, 0), (2, 1)], runs.Select(Place));

        // To the numbers of these halves as planned ones.
        PlannedRun[][] halves = [[runs[0], runs[1]], [runs[3], runs[4]]];
        foreach (PlannedRun[] half in halves)
        {
            var expected = _some.ExecuteTogether([.. half.Select((run, place) => run with { Cohort = new CohortPlace(2, place) })]);
            Assert.Equal(expected.Select(one => SomeRun.Lines(one.Folder)), half.Select(run => SomeRun.Lines(Folder(run))));
        }

        // Each has begun with its share of the time that was spent together.
        Assert.All(runs.Select(run => OutcomeFile.Read(Path.Combine(Folder(run), OutcomeFile.Name))), outcome => Assert.True(outcome.Seconds > 1.5));

        // Whoever takes the cohort up again, from a plan or from a part of one, has the same halves.
        EarlierPlan earlier = EarlierPlans.Of(_experiment);
        Assert.Equal(2, earlier.Halved.Count);
        Assert.Equal([2, 1, 2], new CohortWork(runs, runs, IsBound: true).In(earlier).Select(work => work.Members.Count));
        Assert.Equal([[3], [4, 5]], new CohortWork([.. runs.Skip(2)], runs, IsBound: true).In(earlier)
            .Select(work => work.Open.Select(run => run.Seed)));
    }

    [Fact]
    public async Task Of_a_half_that_has_its_results_nothing_is_trained()
    {
        IReadOnlyList<PlannedRun> runs = Plan(seeds: 4);

        bool failed = await Run([new CohortWork([.. runs.Skip(2)], runs, IsBound: true)]);

        Assert.False(failed, _console.Output);
        Assert.Equal([false, false, true, true], runs.Select(run => Directory.Exists(Folder(run))));
    }

    [Fact]
    public void A_run_that_is_tried_alone_is_a_cohort_of_its_own()
    {
        PlannedRun run = CohortWork.Alone(SomePlannedRun.Of() with { Cohort = new CohortPlace(7, 4) }).Members[0];

        Assert.Equal((new CohortPlace(1, 0), false), (run.Cohort, run.IsBoundToCohort));
        Assert.Equal(new CohortPlace(1, 0), RunExecutor.EnvironmentOf(run, null).Cohort);
    }

    IReadOnlyList<PlannedRun> Plan(int seeds) => _some.PlanAll($$"""
        { "data": { "batchSize": 13 }, "seeds": [{{string.Join(", ", Enumerable.Range(1, seeds))}}], "execution": { "cohorts": {{seeds}} } }
        """);

    async Task<bool> Run(IReadOnlyList<CohortWork> works)
    {
        var options = new RunOptions(Workers: 1, PerGpu: null, FailFast: false, Fresh: false, NoReport: true, RequireClaims: false);
        var attempts = new AttemptFolders(_experiment);
        return await GridProgress.Track(_console, TimeProvider.System, [.. works.SelectMany(work => work.Open)], progress =>
            new GridRunner([null], options, new WorkerProgram("/bin/bash", ["-c", Script]), TimeProvider.System)
                .Run(attempts, works, progress, TestContext.Current.CancellationToken, CancellationToken.None));
    }

    static string Script => $$"""
        while IFS= read -r order; do
          runs=$(grep -o '"identity":"' <<< "$order" | wc -l)
          if (( runs > {{Fit}} )); then
            printf '\n%s\n' '{{Lines.Write(new WorkerReport(WorkerReportKind.TooLarge, Reason: Reason, Seconds: 1.5))}}'
          else
            { printf '%s\n' "$order"; cat; } | dotnet '{{typeof(WorkerProgram).Assembly.Location}}' {{WorkerProgram.Command}}
            exit
          fi
        done
        """;

    string Folder(PlannedRun run) => Path.Combine(_experiment, run.Folder);

    (int Size, int Place) Place(PlannedRun run)
    {
        CohortPlace cohort = EnvironmentRecord.Read(Path.Combine(Folder(run), EnvironmentRecord.FileName)).Cohort;
        return (cohort.Size, cohort.Place);
    }
}
