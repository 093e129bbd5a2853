using System.Diagnostics;
using System.Globalization;
using TorchGradients.Planning;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Query;
using TorchGradients.Reporting.Reports;
using TorchGradients.Tests.Planning;
using Xunit;

namespace TorchGradients.Tests.Reporting;

/// <summary>
/// Experiments whose runs lie in packs. As many runs as <c>TORCHGRADIENTS_PACKED</c> says, for example 100000, where someone asks;
/// how long each part took is written out, and <c>TORCHGRADIENTS_PACKED_FOLDER</c> keeps the folder.
/// </summary>
public sealed class PackedExperimentTests : IDisposable
{
    const int FewRuns = 100;

    static readonly int s_runs =
        int.TryParse(Environment.GetEnvironmentVariable("TORCHGRADIENTS_PACKED"), CultureInfo.InvariantCulture, out int runs) ? runs : FewRuns;

    readonly string? _kept = Environment.GetEnvironmentVariable("TORCHGRADIENTS_PACKED_FOLDER");
    readonly string _output;

    public PackedExperimentTests() => _output = _kept ?? Directory.CreateTempSubdirectory("packed-").FullName;

    [Fact]
    public void Plan_query_and_report_see_packed_runs_as_they_see_folders()
    {
        long start = Stopwatch.GetTimestamp();
        using GridFolder config = new GridFolder()
            .With("experiment.json", PackedExperiment.Config(s_runs / PackedExperiment.Cells));
        ExperimentPlan plan = config.Plan();
        Tell("planned", start);
        var folder = new TorchGradients.Execution.ExperimentFolder(_output, plan);
        if (!Directory.Exists(folder.Path)) PackedExperiment.Make(folder.Path, plan);

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
}
