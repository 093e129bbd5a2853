using System.Globalization;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.GpuCheck;

/// <summary>The textbook experiment on the device, against its committed results, which were made on a processor.</summary>
/// <param name="Device">Where it was trained; the hand-rolled runs train on the processor.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Seconds">Of all runs together.</param>
/// <param name="LargestDifference">
/// The largest relative difference of a run's decay factor at initialisation: the same weights and batches, summed otherwise.
/// </param>
/// <param name="Holds">Whether no run failed and all decay factors agree to 1e-4.</param>
/// <param name="Cells">Means over seeds.</param>
internal sealed record ExperimentCheck(
    string Device, int Runs, int Failed, double Seconds, double LargestDifference, bool Holds, IReadOnlyList<ExperimentCell> Cells)
{
    const string Folder = "repository/experiments/01-vanishing-gradient";
    const double Tolerance = 1e-4;

    /// <summary>Trains it.</summary>
    public static ExperimentCheck Of(CheckOptions options, DataCache data, TimeProvider clock)
    {
        // With auto, the runs that only the processor can train stay there.
        string device = options.Device == "cpu" ? "cpu" : "auto";
        string[] settings = options.Quick ? ["training:steps=5", "training:evaluateEvery=5", "seeds=[1]", "data:testLimit=256"] : [];
        ExperimentPlan plan = Plans.Of($"{Folder}/experiment.json", [$"training:device={device}", .. settings]);
        long start = clock.GetTimestamp();
        var outcomes = Plans.Execute(plan, data, clock);
        double seconds = clock.GetElapsedTime(start).TotalSeconds;

        IReadOnlyDictionary<string, double> committed = Committed();
        double largest = outcomes.Max(one => Difference(one.Outcome.Decay?.AtInitialization?.FactorPerLayer, committed[Key(one.Run)]));
        int failed = outcomes.Count(one => one.Outcome.Status == RunStatus.Failed);
        return new ExperimentCheck(
            Devices.Resolve(device)!, outcomes.Count, failed, seconds, largest, failed == 0 && largest <= Tolerance,
            [.. outcomes.GroupBy(one => (Remedy: one.Run.Cells[0]["remedy"], Depth: one.Run.Cells[0]["depth"])).Select(ExperimentCell.Of)]);
    }

    static double Difference(double? actual, double expected) =>
        actual is { } value ? Math.Abs(value - expected) / Math.Abs(expected) : double.PositiveInfinity;

    static string Key(PlannedRun run) => string.Create(CultureInfo.InvariantCulture, $"{run.Seed},{run.Cells[0]["remedy"]},{run.Cells[0]["depth"]}");

    /// <summary>Decay factors at initialisation by seed, remedy and depth. In <c>summary.csv</c> only the first column has quotes.</summary>
    static Dictionary<string, double> Committed()
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, Folder, "summary.csv"))
            .Select(line => line[(line.LastIndexOf('"') + 1)..].TrimStart(',').Split(','))];
        int decay = Array.IndexOf(rows[0], "deltaDecayAtInitialization") - 1;   // The header's first column has no quotes: "run".
        return rows.Skip(1).ToDictionary(row => string.Join(',', row[..3]), row => double.Parse(row[decay], CultureInfo.InvariantCulture));
    }
}
