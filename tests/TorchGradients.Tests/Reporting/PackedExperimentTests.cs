using System.Diagnostics;
using System.Globalization;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Records.Packs;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Query;
using TorchGradients.Reporting.Reports;
using TorchGradients.Tests.Planning;
using Xunit;
using PlannedRun = TorchGradients.Planning.PlannedRun;

namespace TorchGradients.Tests.Reporting;

/// <summary>
/// Experiments whose runs lie in packs. As many runs as <c>TORCHGRADIENTS_PACKED</c> says, for example 100000, where someone asks;
/// how long each part took is written out, and <c>TORCHGRADIENTS_PACKED_FOLDER</c> keeps the folder.
/// </summary>
public sealed class PackedExperimentTests : IDisposable
{
    const int FewRuns = 100;
    const int RunsPerPack = 1000;

    static readonly int s_runs =
        int.TryParse(Environment.GetEnvironmentVariable("TORCHGRADIENTS_PACKED"), CultureInfo.InvariantCulture, out int runs) ? runs : FewRuns;

    readonly string? _kept = Environment.GetEnvironmentVariable("TORCHGRADIENTS_PACKED_FOLDER");
    readonly string _output;

    public PackedExperimentTests() => _output = _kept ?? Directory.CreateTempSubdirectory("packed-").FullName;

    [Fact]
    public void Plan_query_and_report_see_packed_runs_as_they_see_folders()
    {
        long start = Stopwatch.GetTimestamp();
        ExperimentPlan plan = GridFolder.PlanOf(string.Create(CultureInfo.InvariantCulture, $$"""
            "axes": [{ "path": "model:activation", "values": ["sigmoid", "tanh", "relu", "elu", "gelu"] },
                { "path": "model:depth", "values": [4, 20] }],
            "baseline": { "activation": "sigmoid" }, "probes": ["train-loss", "delta-norm", "update-ratio"],
            "seeds": [{{string.Join(',', Enumerable.Range(1, s_runs / 10))}}]
            """));
        Tell("planned", start);
        var folder = new TorchGradients.Execution.ExperimentFolder(_output, plan);
        if (!Directory.Exists(folder.Path)) Make(folder.Path, plan);

        start = Stopwatch.GetTimestamp();
        Assert.Equal(plan.Runs.Count, folder.Complete().Count);
        Tell("scanned by plan", start);

        start = Stopwatch.GetTimestamp();
        var archive = ExperimentArchive.Open(folder.Path);
        Assert.All(archive.Runs, run => Assert.Equal("completed", run.Status));
        ExperimentAnalysis analysis = ExperimentAnalysis.Of(archive);
        Assert.All(analysis.Runs, run => Assert.Equal(2, run.TrainLoss.Count));
        Tell("analysed", start);
        ReportFiles.Write(analysis);
        Tell("analysed and reported", start);
        Assert.Equal(plan.Runs.Count + 1, File.ReadLines(Path.Combine(folder.Path, "summary.csv")).Count());

        start = Stopwatch.GetTimestamp();
        using var database = RunDatabase.Open(folder.Path);
        using (Answer answer = database.Query("SELECT count(*), count(DISTINCT run) FROM outcomes WHERE status = 'completed' AND decay.atEnd.factorPerLayer < 1"))
        {
            Assert.Equal([(long)plan.Runs.Count, (long)plan.Runs.Count], answer.Rows().Single());
        }

        if (s_runs == FewRuns)
        {
            using Answer records = database.Query("SELECT count(*) FROM records WHERE quantity = 'train-loss'");
            Assert.Equal([2L * plan.Runs.Count], records.Rows().Single());
        }

        Tell("queried", start);
        Assert.Empty(database.Warnings);
    }

    public void Dispose()
    {
        if (_kept is null) Directory.Delete(_output, recursive: true);
    }

    static void Tell(string what, long start) => TestContext.Current.TestOutputHelper?.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{s_runs} runs {what} in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s."));

    static void Make(string experiment, ExperimentPlan plan)
    {
        Directory.CreateDirectory(experiment);
        PlanFile.Write(experiment, plan);
        Parallel.ForEach(plan.Runs.Chunk(RunsPerPack).Index(), chunk =>
        {
            string scratch = Directory.CreateTempSubdirectory("packed-run-").FullName;
            using var writer = new PackWriter(Path.Combine(experiment, RunPack.Above, chunk.Index.ToString("D5", CultureInfo.InvariantCulture)));
            foreach (PlannedRun run in chunk.Item) Add(writer, scratch, run);
            Directory.Delete(scratch, recursive: true);
        });
    }

    static void Add(PackWriter writer, string scratch, PlannedRun run)
    {
        double factor = 0.5 + 0.001 * (run.Seed % 97);
        int depth = int.Parse(run.Cells[0]["depth"], CultureInfo.InvariantCulture);
        RunExecutor.WriteResolved(run, scratch);
        EnvironmentRecord.Capture(typeof(PackTestsMark).Assembly, "2.10.0", "cpu", 1, new CohortPlace(1, 0)).Write(Path.Combine(scratch, EnvironmentRecord.FileName));
        using (var records = new RecordWriter(Path.Combine(scratch, RecordWriter.FileName), TimeProvider.System))
        {
            for (int step = 0; step < 2; step++)
            {
                records.Scalar(step, "train-loss", 1.0 / (1 + step) + factor);
                records.Layers(step, "delta-norm", [.. Enumerable.Range(0, depth + 1).Select(layer => (double?)Math.Pow(factor, depth - layer))]);
                records.Layers(step, "update-ratio", [.. Enumerable.Range(0, depth + 1).Select(layer => (double?)0.01)]);
            }
        }

        var decay = new DecayFactor(factor, factor - 0.01, factor + 0.01, 0.1);
        OutcomeFile.Write(Path.Combine(scratch, OutcomeFile.Name), new Outcome
        {
            Identity = run.Identity,
            Status = RunStatus.Completed,
            Steps = 2,
            Seconds = 1,
            TrainLoss = factor,
            TestLoss = factor,
            TestAccuracy = 0.5 + 0.001 * (run.Seed % 31),
            Decay = new OutcomeDecay(decay, decay),
        });
        writer.Add(run.Folder, scratch);
    }

    sealed class PackTestsMark;
}
