using System.Globalization;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.GpuCheck;

/// <summary>What a way to train the benchmark's runs comes to.</summary>
/// <param name="What">The way.</param>
/// <param name="Together">Runs that train together.</param>
/// <param name="Runs">Runs that were timed; 0 where none could be.</param>
/// <param name="StepsPerRun">Steps of each.</param>
/// <param name="Seconds">Of all of them, from the first step of the first to the last file of the last.</param>
/// <param name="BusyShare">Share of these seconds in which the GPU executed anything, in [0, 1]; null where it was
/// not sampled.</param>
/// <param name="Reason">Why nothing could be timed.</param>
internal sealed record BenchmarkLine(
    string What, int Together, int Runs, int StepsPerRun, double? Seconds, double? BusyShare, string? Reason)
{
    const string File = "configs/benchmark.json";
    const int RunsAlone = 3;

    /// <summary>On a GPU: samples of how busy it is tell of a second each, and a run takes less than that.</summary>
    static readonly TimeSpan s_least = TimeSpan.FromSeconds(10);

    /// <summary>For all of the Python loop: libraries may come over a network.</summary>
    static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs per second; null where nothing could be timed.</summary>
    public double? RunsPerSecond => Runs / Seconds;

    /// <summary>The program's runs, alone and in cohorts, then those of the Python loop.</summary>
    public static IReadOnlyList<BenchmarkLine> All(CheckOptions options, DataCache data, TimeProvider clock)
    {
        int steps = options.Quick ? 20 : 200;
        int[] cohorts = options.Quick ? [4, 8] : [64, 1024];
        TimeSpan least = options.Device == "cuda" && !options.Quick ? s_least : TimeSpan.Zero;
        using GpuSampler busy = GpuSampler.Begin(options.Device, clock);
        _ = Time(options, 1, 1, 20, TimeSpan.Zero, data, clock);   // loads kernels
        var lines = new List<BenchmarkLine> { Ours("one run at a time", 1, RunsAlone) };
        foreach (int cohort in cohorts) lines.Add(Ours("a cohort", cohort, cohort));
        if (options.Python is { } python)
        {
            BenchmarkShape shape = BenchmarkShape.Of(Plans.Of(File, $"training:steps={steps}").Runs[0]);
            lines.Add(Line("the Python loop, one run at a time", 1, 1, PythonLoop.Time(python, options.Device, shape, RunsAlone, least, s_limit)));
        }

        return lines;

        BenchmarkLine Ours(string what, int together, int runs) =>
            Line(what, together, runs, Time(options, together, runs, steps, least, data, clock));

        BenchmarkLine Line(string what, int together, int runs, TimedRounds timed) => timed.Failure is { } failure
            ? new BenchmarkLine(what, together, 0, steps, null, null, failure)
            : new BenchmarkLine(what, together, timed.Rounds * runs, steps, timed.Seconds, busy.Share(timed.Begin, timed.End), null);
    }

    static TimedRounds Time(
        CheckOptions options, int together, int runs, int steps, TimeSpan least, DataCache data, TimeProvider clock)
    {
        string seeds = string.Join(',', Enumerable.Range(1, runs).Select(seed => seed.ToString(CultureInfo.InvariantCulture)));
        ExperimentPlan plan = Plans.Of(File, $"training:device={options.Device}", $"training:steps={steps}", $"seeds=[{seeds}]",
            FormattableString.Invariant($"execution:cohorts={together}"), "execution:threads=1");
        // Not a time of the network: reading or making the data, which runs share.
        data.Get(plan.Runs[0].Config.Data, Engines.Precisions.Of(plan.Runs[0].Config), Devices.Resolve(options.Device)!);
        return TimedRounds.Of(
            () => Plans.Execute(plan, data, clock).FirstOrDefault(one => one.Outcome.Status == RunStatus.Failed).Outcome?.Reason, least, clock);
    }
}
