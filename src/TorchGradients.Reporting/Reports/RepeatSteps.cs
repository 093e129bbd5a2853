using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Reports;

/// <summary>
/// How to repeat an experiment with nothing but the report at hand: a config, and what other cells change in it; and by which command
/// all of it came, report and comparison with it, where the experiment's own config is at hand too.
/// </summary>
/// <param name="Commit">The commit of the program; null where it is not known, or where runs differ.</param>
/// <param name="Comparison">The command that repeats the whole experiment.</param>
/// <param name="Start">The cell whose config is written out: the baseline, or else the first.</param>
/// <param name="Config">That config, all its seeds in it.</param>
/// <param name="Others">The other cells, as many as there is room for.</param>
/// <param name="Unknown">The cells whose config is not known.</param>
sealed record RepeatSteps(
    string? Commit, string Comparison, CellAnalysis Start, string Config, IReadOnlyList<RepeatedCell> Others, IReadOnlyList<CellAnalysis> Unknown)
{
    /// <summary>The program, as it is started from its repository.</summary>
    const string Program = "dotnet run -c Release --project src/TorchGradients.Cli --";

    /// <summary>How the config is run: into a folder of its own, as all cells have the experiment's name.</summary>
    public static string Command => $"{Program} run config.json --output {FolderOf(1)}";

    /// <summary>How many cells are left out for want of room.</summary>
    public required int LeftOut { get; init; }

    /// <summary>The cells that lack a setting of the first, so that they have configs of their own.</summary>
    public IEnumerable<RepeatedCell> WithConfigs => Others.Where(cell => cell.Config is not null);

    /// <summary>The steps; null where no run tells its config.</summary>
    public static RepeatSteps? Of(ReportContent content, int most)
    {
        CellAnalysis[] known = [.. content.Analysis.Cells.Where(content.Configs.Knows)];
        if ((known.FirstOrDefault(cell => cell.IsBaseline) ?? known.FirstOrDefault()) is not { } start) return null;

        string commit = content.Environment.Rows[1][1].Text;
        CellAnalysis[] others = [.. known.Where(cell => !ReferenceEquals(cell, start))];
        return new RepeatSteps(
            commit.Length == 40 ? commit : null,
            WholeExperiment(content),
            start,
            content.Configs.Whole(start)!,
            [.. others.Take(most).Select((cell, place) => Cell(content.Configs, start, cell, place + 2))],
            [.. content.Analysis.Cells.Except(known)])
        {
            LeftOut = Math.Max(0, others.Length - most),
        };
    }

    static string WholeExperiment(ReportContent content)
    {
        var source = content.Analysis.Archive.Plan.Source;
        IEnumerable<string> overrides = (source?.Overrides ?? []).Select(setting => $"--set {Quoted(setting)}");
        string file = source is null ? "experiment.json" : Quoted(source.File);
        return string.Join(' ', [$"{Program} run {file}", .. overrides, "--output runs/again"]);
    }

    static RepeatedCell Cell(RunConfigs configs, CellAnalysis start, CellAnalysis cell, int number)
    {
        var difference = configs.Difference(start, cell);
        string file = difference is null ? FormattableString.Invariant($"config-{number}.json") : "config.json";
        IEnumerable<string> options = (difference ?? []).Select(setting => $"--set {Quoted($"{setting.Key}={setting.Value}")}");
        return new RepeatedCell(
            cell, difference is null ? configs.Whole(cell) : null, file,
            string.Join(' ', [$"{Program} run {file} --output {FolderOf(number)}", .. options]));
    }

    static string FolderOf(int number) => FormattableString.Invariant($"runs/cell-{number}");

    /// <summary>A word of a shell's command line; in quotes where it holds more than a path does.</summary>
    static string Quoted(string word) => word.Length > 0 && word.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '/' or '.' or '_' or '-')
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
