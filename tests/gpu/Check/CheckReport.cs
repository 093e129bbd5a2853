using System.Globalization;
using System.Text;
using System.Text.Json;
using TorchGradients.Execution;

namespace TorchGradients.GpuCheck;

/// <summary>All that was found: <c>gpu.json</c>, and the same for people as <c>gpu.md</c>.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Device">The device.</param>
/// <param name="Quick">Whether steps and cohorts were cut down: times mean nothing then.</param>
/// <param name="Program">The library's version.</param>
/// <param name="TorchSharp">TorchSharp's version.</param>
/// <param name="BuiltFor">The libtorch that TorchSharp is built for.</param>
/// <param name="LibTorch">The libtorch that was loaded; null where its version is not known.</param>
/// <param name="Fit">Whether that fits, in words.</param>
/// <param name="OperatingSystem">The system.</param>
/// <param name="Devices">The machine's devices.</param>
/// <param name="Comparison">The comparison of engines.</param>
/// <param name="Experiment">The textbook experiment.</param>
/// <param name="TakeUp">A cohort that is broken off and taken up again.</param>
/// <param name="Benchmark">The benchmark.</param>
internal sealed record CheckReport(
    DateTimeOffset At, string Device, bool Quick, string Program, string TorchSharp, string BuiltFor, string? LibTorch, string Fit,
    string OperatingSystem, IReadOnlyList<DeviceDescription> Devices, IReadOnlyList<ComparedCell> Comparison, ExperimentCheck Experiment,
    TakeUpCheck TakeUp, IReadOnlyList<BenchmarkLine> Benchmark)
{
    static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Whether all checks hold.</summary>
    public bool Holds => Comparison.All(cell => cell.Holds) && Experiment.Holds && TakeUp.Holds
        && Benchmark.All(line => line.Reason is null);

    /// <summary>Writes both files.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "gpu.json"), JsonSerializer.Serialize(this, s_options) + "\n");
        File.WriteAllText(Path.Combine(folder, "gpu.md"), Markdown());
    }

    string Markdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Check on {Device}: {(Holds ? "all holds" : "something does not hold")}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{At:yyyy-MM-dd}; TorchGradients {Program}, TorchSharp {TorchSharp}; {OperatingSystem}; ");
        text.Append(CultureInfo.InvariantCulture, $"{string.Join(", ", Devices.Select(device => $"{device.Name}: {device.Model ?? "unknown"}"))}.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Fit}\n\n");
        if (Quick) text.Append("Quick: few steps, small cohorts. Times mean nothing.\n\n");

        text.Append("| training | together | runs | steps each | runs per second | GPU busy |\n|---|---|---|---|---|---|\n");
        foreach (BenchmarkLine line in Benchmark)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {line.What} | {line.Together} | {line.Runs} | {line.StepsPerRun} | ");
            text.Append(CultureInfo.InvariantCulture, $"{line.Reason ?? Number(line.RunsPerSecond, "0.00")} | {Number(line.BusyShare, "0 %")} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nEngines, torch on {Device} against the hand-rolled one in float64 on the processor: ");
        text.Append(CultureInfo.InvariantCulture, $"{Comparison.Count(cell => cell.Holds)} of {Comparison.Count} cells agree.\n\n");
        text.Append("| cell | precision | steps | largest difference | agree |\n|---|---|---|---|---|\n");
        foreach (ComparedCell cell in Comparison)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {cell.Cell} | {cell.Precision} | {cell.Steps} | {Number(cell.Largest, "0.0e+0")} | {(cell.Holds ? "yes" : "no")} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nThe textbook experiment on {Experiment.Device}: {Experiment.Runs} runs in {Experiment.Seconds:0} s, ");
        text.Append(CultureInfo.InvariantCulture, $"{Experiment.Failed} failed; decay factors at initialisation differ from the committed ones ");
        text.Append(CultureInfo.InvariantCulture, $"by at most {Experiment.LargestDifference:0.0e+0} of their size.\n\n");
        text.Append("| remedy | depth | decay at initialisation | decay at end | test accuracy |\n|---|---|---|---|---|\n");
        foreach (ExperimentCell cell in Experiment.Cells)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {cell.Remedy} | {cell.Depth} | {Number(cell.DecayAtInitialization, "0.0000")} | ");
            text.Append(CultureInfo.InvariantCulture, $"{Number(cell.DecayAtEnd, "0.0000")} | {Number(cell.TestAccuracy, "0.000")} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nA cohort of {TakeUp.Runs}, broken off after ");
        text.Append(CultureInfo.InvariantCulture, $"{TakeUp.BrokenOffAfter} steps and taken up with one run that ");
        text.Append(CultureInfo.InvariantCulture, $"only keeps its place: {TakeUp.Equal} of {TakeUp.Runs - 1} ");
        text.Append("runs come to the same bits.\n");
        return text.ToString();
    }

    static string Number(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
