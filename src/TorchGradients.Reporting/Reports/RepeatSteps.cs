using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Reports;

/// <summary>How to repeat an experiment with nothing but the report at hand: a config, and what other cells change in it.</summary>
/// <param name="Commit">The commit of the program; null where it is not known, or where runs differ.</param>
/// <param name="Start">The cell whose config is written out: the baseline, or else the first.</param>
/// <param name="Config">That config, all its seeds in it.</param>
/// <param name="Changes">Of every other cell what it sets.</param>
sealed record RepeatSteps(
    string? Commit, CellAnalysis Start, string Config, IReadOnlyList<(CellAnalysis Cell, IReadOnlyList<KeyValuePair<string, string>> Settings)> Changes)
{
    /// <summary>The program, as it is started from its repository.</summary>
    public const string Program = "dotnet run -c Release --project src/TorchGradients.Cli --";

    /// <summary>How the config is run.</summary>
    public static string Command => $"{Program} run config.json";

    /// <summary>The steps; null where no run tells its config.</summary>
    public static RepeatSteps? Of(ReportContent content, int most)
    {
        var cells = content.Analysis.Cells;
        var start = cells.FirstOrDefault(cell => cell.IsBaseline && content.Configs.Whole(cell) is not null)
            ?? cells.FirstOrDefault(cell => content.Configs.Whole(cell) is not null);
        if (start is null) return null;

        string commit = content.Environment.Rows[1][1].Text;
        return new RepeatSteps(
            commit.Length == 40 ? commit : null,
            start,
            content.Configs.Whole(start)!,
            [.. cells.Where(cell => !ReferenceEquals(cell, start)).Take(most).Select(cell => (cell, content.Configs.Difference(start, cell)))]);
    }

    /// <summary>The command that runs another cell, in an output folder of its own, as all of them have the same name.</summary>
    public string CommandOf(int change) =>
        string.Join(' ', [Command, FormattableString.Invariant($"--output runs/cell-{change + 2}"), .. Changes[change].Settings.Select(Option)]);

    static string Option(KeyValuePair<string, string> setting) =>
        $"--set '{setting.Key}={setting.Value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
