using System.Globalization;
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
/// A cohort that numbers are bound to and that does not fit into the device's memory: a worker that says so of as many runs as a
/// test wants, and hands all else to the real one.
/// </summary>
public sealed class HalvedWorkTests : IDisposable
{
    const string FitsTwo = "if (( runs > 2 )); then short; else real; fi";
    const string Reason = "out of memory on cuda:0: CUDA out of memory. Use a smaller network.";

    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    readonly SomeRun _some = new();
    readonly string _experiment, _log;
    readonly TestConsole _console = new TestConsole().Width(300);

    public HalvedWorkTests()
    {
        _console.Profile.Capabilities.Interactive = false;
        _experiment = Directory.CreateTempSubdirectory("halved-").FullName;
        _log = Path.Combine(_experiment, ".orders");
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
        Assert.Contains($"seed 1 and 4 more: {Reason} The 5 runs of this cohort begin anew in two, of 3 and 2.",
            _console.Output, StringComparison.Ordinal);
        Assert.Contains($"seed 1 and 2 more: {Reason} The 3 runs of this cohort begin anew in two, of 2 and 1.",
            _console.Output, StringComparison.Ordinal);
        Assert.Equal([(2, 0), (2, 1), (1, 0), (2, 0), (2, 1)], runs.Select(Place));

        // To the numbers of these halves as planned ones.
        PlannedRun[][] halves = [[runs[0], runs[1]], [runs[3], runs[4]]];
        foreach (PlannedRun[] half in halves)
        {
            var expected = _some.ExecuteTogether([.. half.Select((run, place) => run with { Cohort = new CohortPlace(2, place) })]);
            Assert.Equal(expected.Select(one => SomeRun.Lines(one.Folder)), half.Select(run => SomeRun.Lines(Folder(run))));
        }

        // Each has begun with its share of the time that was spent together.
        Assert.All(runs.Select(OutcomeOf), outcome => Assert.True(outcome.Seconds > 1.5));

        // Whoever takes the cohort up again, from a plan or from a part of one, has the same halves.
        EarlierPlan earlier = EarlierPlans.Of(_experiment);
        Assert.Equal(2, earlier.Halved.Count);
        Assert.Equal([5, 3, 2, 1, 2], Tried);
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
    public async Task Where_a_run_alone_does_not_fit_either_all_fail_together_and_nothing_is_written_down()
    {
        IReadOnlyList<PlannedRun> runs = Plan(seeds: 5);

        Assert.True(await Run([new CohortWork(runs, runs, IsBound: true)], "short"));

        Assert.Equal([5, 3, 2, 1], Tried);
        Assert.All(runs, run => Assert.Equal((RunStatus.Failed, Reason), (OutcomeOf(run).Status, OutcomeOf(run).Reason)));
        Assert.Empty(EarlierPlans.HalvedIn(_experiment).Halved);
        Assert.Contains("seed 1 and 4 more: a run alone does not fit either. Those that are left of this cohort fail with it; "
            + "the same command tries it whole again.", _console.Output, StringComparison.Ordinal);

        // Which it does, from where the cohort was before.
        Assert.False(await Run([new CohortWork(runs, runs, IsBound: true)], "real"));
        Assert.Equal(Enumerable.Range(0, 5).Select(place => (5, place)), runs.Select(Place));
    }

    [Fact]
    public async Task Where_memory_becomes_short_on_the_way_halves_that_fitted_stay_and_the_others_fail_together()
    {
        IReadOnlyList<PlannedRun> runs = Plan(seeds: 8);

        // Four fit until the first four have trained; then nothing does.
        Assert.True(await Run([new CohortWork(runs, runs, IsBound: true)],
            $"if (( runs > 4 )) || [[ -e '{_log}.trained' ]]; then short; else real; fi"));

        Assert.Equal([8, 4, 4, 2, 1], Tried);
        Assert.Equal(
            [.. Enumerable.Repeat(RunStatus.Completed, 4), .. Enumerable.Repeat(RunStatus.Failed, 4)],
            runs.Select(run => OutcomeOf(run).Status));
        Assert.Equal(EarlierPlan.KeyOf(runs.Select(run => run.Identity)), Assert.Single(EarlierPlans.HalvedIn(_experiment).Halved));
        Assert.Contains("seed 5 and 3 more: a run alone does not fit either.", _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_checkpoints_of_the_whole_stay_while_its_halves_are_tried_in_vain()
    {
        IReadOnlyList<PlannedRun> runs = Plan(seeds: 3, checkpointEvery: 4);
        string[] folders = [.. runs.Select(run => Path.Combine(_experiment, AttemptFolders.SetAside, run.Folder))];
        using (var cancellation = new CancellationTokenSource())
        {
            _some.Cancellation = cancellation.Token;
            _some.AfterStep = step => { if (step == 8) cancellation.Cancel(); };
            _some.ExecuteTogether(runs, folders);
        }

        foreach (string folder in folders) File.Delete(Path.Combine(folder, OutcomeFile.Name));
        CohortWork work = new(runs, runs, IsBound: true);

        // Twice: the second time failed runs have their folders already.
        Assert.True(await Run([work], "short"));
        Assert.True(await Run([work], "short"));
        Assert.False(await Run([work], "real"));

        Assert.All(runs, run => Assert.Equal(9, SomeRun.Events(Folder(run)).Single(record => record.Quantity == "resumed").Step));
    }

    [Fact]
    public async Task A_result_that_another_process_has_published_is_taken_as_such_and_what_a_worker_says_is_told()
    {
        IReadOnlyList<PlannedRun> runs = Plan(seeds: 1);
        string said = Lines.Write(new WorkerReport(WorkerReportKind.Said, Reason: "they begin anew"));

        bool failed = await Run([new CohortWork(runs, runs, IsBound: true)],
            $"""tell '{said}'; outcome completed; mv "$attempt" '{Folder(runs[0])}'; tell "$ended" """);

        Assert.False(failed, _console.Output);
        Assert.Equal([1], Tried);
        Assert.Equal(RunStatus.Completed, OutcomeOf(runs[0]).Status);
        Assert.Contains("seed 1: they begin anew.\n", _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_tried_alone_is_a_cohort_of_its_own()
    {
        PlannedRun run = CohortWork.Alone(SomePlannedRun.Of() with { Cohort = new CohortPlace(7, 4) }).Members[0];

        Assert.Equal((new CohortPlace(1, 0), false), (run.Cohort, run.IsBoundToCohort));
        Assert.Equal(new CohortPlace(1, 0), RunExecutor.EnvironmentOf(run, null).Cohort);
    }

    IReadOnlyList<PlannedRun> Plan(int seeds, int? checkpointEvery = null) => _some.PlanAll($$"""
        {
          "data": { "batchSize": 13 }, "training": { "checkpointEvery": {{checkpointEvery?.ToString(CultureInfo.InvariantCulture) ?? "null"}} },
          "seeds": [{{string.Join(", ", Enumerable.Range(1, seeds))}}], "execution": { "cohorts": {{seeds}} }
        }
        """);

    async Task<bool> Run(IReadOnlyList<CohortWork> works, string script = FitsTwo)
    {
        var options = new RunOptions(Workers: 1, PerGpu: null, FailFast: false, Fresh: false, NoReport: true, RequireClaims: false);
        var attempts = new AttemptFolders(_experiment);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_patience);
        bool failed = await GridProgress.Track(_console, TimeProvider.System, [.. works.SelectMany(work => work.Open)], progress =>
            new GridRunner([null], options, new WorkerProgram("/bin/bash", ["-c", Worker(script)]), TimeProvider.System)
                .Run(attempts, works, progress, limit.Token, limit.Token));
        Assert.False(limit.IsCancellationRequested, $"It was not done within {s_patience}. It said:\n{_console.Output}");
        return failed;
    }

    /// <summary>Of how many runs each order was.</summary>
    IEnumerable<int> Tried => File.ReadLines(_log).Select(line => int.Parse(line, CultureInfo.InvariantCulture));

    /// <summary>A worker in the shell: what it does with an order, in these words.</summary>
    string Worker(string script) => $$"""
        tell() { printf '\n%s\n' "$1"; }
        ended='{{Lines.Write(new WorkerReport(WorkerReportKind.Ended))}}'
        outcome() {
          attempt=$(grep -o '"attempt":"[^"]*"' <<< "$order" | cut -d '"' -f 4)
          identity=$(grep -o '"identity":"[^"]*"' <<< "$order" | cut -d '"' -f 4)
          mkdir -p "$attempt"
          printf '{"identity":"%s","status":"%s","reason":"{{Reason}}","steps":0,"seconds":1}\n' "$identity" "$1" > "$attempt/outcome.json"
        }
        short() {
          if (( runs > 1 )); then
            tell '{{Lines.Write(new WorkerReport(WorkerReportKind.TooLarge, Reason: Reason, Seconds: 1.5))}}'
          else
            tell '{{Lines.Write(new WorkerReport(WorkerReportKind.Stepped, Step: 0, Loss: 1))}}'
            outcome failed
            tell "$ended"
          fi
        }
        real() {
          coproc worker { exec dotnet '{{typeof(WorkerProgram).Assembly.Location}}' {{WorkerProgram.Command}}; }
          child=$worker_PID
          printf '%s\n' "$order" >&"${worker[1]}"
          while IFS= read -r line <&"${worker[0]}"; do
            [[ $line == "$ended" ]] && break
            tell "$line"
          done
          exec {worker[1]}>&-
          wait "$child"
          touch '{{_log}}.trained'
          tell "$ended"
        }
        while IFS= read -r order; do
          runs=$(grep -o '"identity":"' <<< "$order" | wc -l)
          echo "$runs" >> '{{_log}}'
          {{script}}
        done
        """;

    string Folder(PlannedRun run) => Path.Combine(_experiment, run.Folder);

    Outcome OutcomeOf(PlannedRun run) => OutcomeFile.Read(Path.Combine(Folder(run), OutcomeFile.Name));

    (int Size, int Place) Place(PlannedRun run)
    {
        CohortPlace cohort = EnvironmentRecord.Read(Path.Combine(Folder(run), EnvironmentRecord.FileName)).Cohort;
        return (cohort.Size, cohort.Place);
    }
}
