using System.Globalization;
using TorchGradients.Benchmarks.Processes;
using TorchGradients.Benchmarks.Results;

namespace TorchGradients.Benchmarks.Measures;

/// <summary><c>report</c> of as many runs, the whole process; memory and the page's size are told beside it.</summary>
/// <param name="name">As <c>--only</c> takes it.</param>
/// <param name="runs">How many.</param>
/// <param name="target">Seconds that it may take.</param>
sealed class ReportTime(string name, int runs, Target target) : Measure(name,
    $"`report` of {Count(runs)} × {Size}, whole process", target)
{
    const int Steps = 50;
    const double Megabyte = 1e6;

    /// <summary>Runs of a quick look.</summary>
    internal const int FewRuns = 10;

    /// <summary>What a run is, for the table.</summary>
    internal static string Size { get; } = FormattableString.Invariant(
        $"{ReportedRuns.Depth} hidden layers × {Steps} recorded steps, every quantity");

    /// <summary>How many runs, for the table.</summary>
    internal static string Count(int runs) => string.Create(CultureInfo.InvariantCulture, $"{runs:#,0} runs");

    /// <summary>As many runs, or with few steps for a quick look.</summary>
    internal static ReportedRuns Made(Session session, string folder, int runs)
    {
        var made = new ReportedRuns(folder, runs, session.Count(Steps));
        made.Make();
        return made;
    }

    /// <inheritdoc/>
    internal override Task<Finding> Take(Session session) => session.Scratch.Lend(async folder =>
    {
        ReportedRuns made = Made(session, folder, session.Count(runs, FewRuns));
        long peak = 0;
        Side[] sides = await Turns.Take(session.Repeats, "s", ("report", Report));
        return new Finding(sides[0].Median, sides) { Note = Note(peak, made.Page) };

        async Task<double> Report()
        {
            ProgramRun run = await made.Report(session.Cancellation);
            peak = Math.Max(peak, run.PeakBytes);
            return run.Seconds;
        }
    });

    /// <summary>What a reader should know beside the time.</summary>
    internal static string Note(long peakBytes, string page) => string.Create(CultureInfo.InvariantCulture,
        $"at most {peakBytes / Megabyte:#,0} MB of memory, report.html {new FileInfo(page).Length / Megabyte:0.0} MB");

    /// <summary>Seconds of the report of as many runs, which stay in the folder for the next turn.</summary>
    internal static async Task<double> AtSize(Session session, int size, string kept) =>
        (await Made(session, kept, size).Report(session.Cancellation)).Seconds;
}
