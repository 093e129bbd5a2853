using TorchGradients.Tests.Reporting;

namespace TorchGradients.Benchmarks.Processes;

/// <summary>
/// An experiment of 20 hidden layers with every quantity at every recorded step, made by a formula, and its report.
/// </summary>
/// <param name="folder">The experiment's; made on first use.</param>
/// <param name="runs">How many runs, a multiple of the remedies.</param>
/// <param name="steps">How many recorded steps.</param>
sealed class ReportedRuns(string folder, int runs, int steps)
{
    /// <summary>Hidden layers of each run.</summary>
    internal const int Depth = 20;

    static readonly string[] s_remedies = ["none", "relu", "he-relu", "batch-norm", "residual"];

    /// <summary>How many runs.</summary>
    internal int Runs => runs;

    /// <summary>The page.</summary>
    internal string Page => Path.Combine(folder, "report.html");

    /// <summary>Words of a run's name that one run of every remedy has, and how many runs that is.</summary>
    internal (string Words, int Found) Search => (FormattableString.Invariant($"seed={Seeds}"), s_remedies.Length);

    int Seeds => runs / s_remedies.Length;

    /// <summary>Writes the runs: untimed.</summary>
    internal void Make()
    {
        if (Directory.Exists(folder)) return;

        Directory.CreateDirectory(folder);
        MadeExperiment.Write(s_remedies, [Depth], Seeds, steps, hasAll: true, path: folder);
    }

    /// <summary>The program writes the report.</summary>
    internal Task<ProgramRun> Report(CancellationToken cancellation) =>
        BuiltProgram.Run(["report", folder], cancellation);
}
