using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchSharp;

namespace TorchGradients.Tests.Execution;

/// <summary>Small runs, planned from a config file and executed into a folder that is gone after the test.</summary>
sealed class SomeRun : IRunObserver, IDisposable
{
    readonly DataCache _data = new();
    readonly string _root = Directory.CreateTempSubdirectory("run-").FullName;
    int _runs;

    /// <summary>What is done after each step.</summary>
    public Action<int> AfterStep { get; set; } = _ => { };

    /// <summary>What is done after each step with the losses of the cohort.</summary>
    public Action<IReadOnlyList<double>> AfterLosses { get; set; } = _ => { };

    /// <summary>What is done when a run has ended.</summary>
    public Action<PlannedRun> AfterEnd { get; set; } = _ => { };

    /// <summary>What was said about cohorts.</summary>
    public IList<string> Words { get; } = [];

    /// <summary>Live tensors of this thread.</summary>
    public static long LiveTensors => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    /// <summary>The plan of a tiny network on gaussian noise; the keys given replace or add to its sections.</summary>
    public PlannedRun Plan(string overrides = "{}") => PlanAll(overrides)[0];

    /// <summary>All runs of such a plan.</summary>
    public IReadOnlyList<PlannedRun> PlanAll(string overrides)
    {
        var config = JsonNode.Parse("""
            {
              "data": { "name": "gaussian-noise", "samples": 200, "features": 8, "classes": 4, "batchSize": 16 },
              "model": { "depth": 3, "width": 8, "activation": "tanh" },
              "training": { "optimizer": { "name": "sgd", "learningRate": 0.1 }, "steps": 12, "device": "cpu" },
              "probes": ["train-loss", "delta-norm"]
            }
            """)!.AsObject();
        foreach ((string section, JsonNode? value) in JsonNode.Parse(overrides)!.AsObject())
        {
            if (value is not JsonObject keys || config[section] is not JsonObject known) config[section] = value?.DeepClone();
            else foreach ((string key, JsonNode? inner) in keys) known[key] = inner?.DeepClone();
        }

        string file = Path.Combine(_root, "experiment.json");
        File.WriteAllText(file, config.ToJsonString());
        var reader = new ConfigReader(Catalogue.All);
        return ThreadChoice.Assign(new Planner(reader, new Surroundings()).Plan(reader.Read(file)), EarlierPlan.None, cores: 1).Runs;
    }

    /// <summary>What time it is.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Steps whose numbers leave the device together; null: as many as suit the device.</summary>
    public int? StepsPerReading { get; set; }

    /// <summary>Ends a run between two steps.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Executes a run.</summary>
    public (Outcome Outcome, string Folder) Execute(PlannedRun run) => Execute(run, NewFolder());

    /// <summary>Executes a run in a folder, or goes on with the one in it.</summary>
    public (Outcome Outcome, string Folder) Execute(PlannedRun run, string folder) =>
        (new RunExecutor(_data, this, Clock, StepsPerReading).Execute(run, folder, null, Cancellation), folder);

    /// <summary>Executes runs as one cohort.</summary>
    public IReadOnlyList<(Outcome Outcome, string Folder)> ExecuteTogether(params PlannedRun[] runs)
    {
        RunAttempt[] attempts = [.. runs.Select(run => new RunAttempt(run, NewFolder()))];
        return [.. new RunExecutor(_data, this, Clock, StepsPerReading).Execute(attempts, null, Cancellation)
            .Zip(attempts, (outcome, attempt) => (outcome, attempt.Folder!))];
    }

    /// <summary>Executes runs together, each into a folder of its own.</summary>
    public (IReadOnlyList<Outcome> Outcomes, string[] Folders) ExecuteTogether(IReadOnlyList<PlannedRun> runs) =>
        ExecuteTogether(runs, [.. runs.Select(_ => NewFolder())]);

    /// <summary>Executes runs together in these folders; one without a folder trains along.</summary>
    public (IReadOnlyList<Outcome> Outcomes, string[] Folders) ExecuteTogether(IReadOnlyList<PlannedRun> runs, string?[] folders) =>
        (new RunExecutor(_data, this, Clock, StepsPerReading).Execute(
            [.. runs.Zip(folders, (run, folder) => new RunAttempt(run, folder))], null, Cancellation), [.. folders.OfType<string>()]);

    /// <summary>A folder for a run, not made yet.</summary>
    public string NewFolder() => Path.Combine(_root, FormattableString.Invariant($"{_runs++}"));

    public (Outcome Outcome, string Folder) Execute(string overrides) => Execute(Plan(overrides));

    /// <summary>The events of a run, without those of its life.</summary>
    public static IReadOnlyList<RecordEvent> Records(string folder) =>
        [.. Events(folder).Where(record => record.Kind != RecordKind.Lifecycle)];

    public static IReadOnlyList<RecordEvent> Events(string folder) =>
        [.. RecordReader.Read(Path.Combine(folder, RecordWriter.FileName))];

    /// <summary>The lines of a run's records without their time.</summary>
    public static IReadOnlyList<string> Lines(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, RecordWriter.FileName)).Select(line =>
        {
            var json = JsonNode.Parse(line)!.AsObject();
            json.Remove("@t");
            return json.ToJsonString();
        })];

    public void Started(IReadOnlyList<PlannedRun> runs)
    {
        // Nobody watches.
    }

    public void Stepped(int step, IReadOnlyList<double> losses)
    {
        AfterStep(step);
        AfterLosses(losses);
    }

    public void Finished(PlannedRun run, Outcome outcome) => AfterEnd(run);

    public void Said(string words) => Words.Add(words);

    public void Dispose()
    {
        _data.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
