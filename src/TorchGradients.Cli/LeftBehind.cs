using System.Text.Json;
using TorchGradients.Cli.Slurm;
using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli;

/// <summary>
/// Complete runs that an experiment's <c>plan.json</c> names and a new plan of the same folder does not: they stay
/// there, but plan and report no longer have them.
/// </summary>
/// <remarks>
/// Whoever edits a config, or gives another <c>--set</c>, wants that, and is told how many they are. Another config of
/// the same name is refused: among them a run's <c>resolved.json</c>, whose plan is that one run.
/// </remarks>
internal static class LeftBehind
{
    /// <summary>Looks at the plans' folders; nothing is written there.</summary>
    /// <param name="output">The folder of all experiments.</param>
    /// <param name="plans">What is to be run.</param>
    /// <param name="notes">Gets what deserves a word.</param>
    /// <exception cref="ConfigException">A plan of another config would lose complete runs.</exception>
    public static void Check(string output, IReadOnlyList<ExperimentPlan> plans, TextWriter notes)
    {
        var problems = new List<ConfigProblem>();
        foreach (ExperimentPlan plan in plans)
        {
            string folder = new ExperimentFolder(output, plan).Path;
            if (EarlierRuns(folder) is not { } earlier) continue;

            int count = Count(folder, earlier.Runs, plan);
            if (count == 0) continue;

            string runs = PlanText.Count(count, "complete run");
            if (IsSame(earlier.File, plan.Source?.File, folder))
            {
                notes.WriteLine(
                    $"Note: {runs} in {folder} {(count == 1 ? "stays there, but is" : "stay there, but are")} no longer part "
                    + "of plan and report, as the config does not come to them now; --output DIR keeps both.");
                continue;
            }

            problems.Add(new ConfigProblem(plan.Source?.File ?? plan.Name, "name",
                $"'{plan.Name}' is the name of the plan in {folder}, made from {earlier.File ?? "another file"}: "
                + $"{runs} of it would drop out of plan and report",
                "Use --output DIR, or another name (--set name=...)."));
        }

        if (problems.Count > 0) throw new ConfigException(problems);
    }

    static (string? File, IReadOnlyList<(string Folder, string Identity)> Runs)? EarlierRuns(string folder)
    {
        string file = Path.Combine(folder, PlanFile.Name);
        if (!File.Exists(file)) return null;
        try
        {
            using var plan = JsonDocument.Parse(File.ReadAllBytes(file));
            string? source = plan.RootElement.TryGetProperty("source", out JsonElement given)
                ? given.GetProperty("file").GetString()
                : null;
            return (source, [.. plan.RootElement.GetProperty("runs").EnumerateArray()
                .Select(run => (run.GetProperty("folder").GetString()!, run.GetProperty("identity").GetString()!))]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;  // Where it counts, whoever reads the plan for its threads says so.
        }
    }

    static int Count(
        string folder, IReadOnlyList<(string Folder, string Identity)> earlier, ExperimentPlan plan)
    {
        var kept = plan.Runs.Select(run => run.Identity).ToHashSet();
        (string Folder, string Identity)[] dropped = [.. earlier.Where(run => !kept.Contains(run.Identity))];
        if (dropped.Length == 0) return 0;
        try
        {
            var complete = new CompleteRuns(folder);
            return dropped.AsParallel().Count(run => complete.Has(run.Folder, run.Identity));
        }
        catch (InvalidDataException damaged)
        {
            throw new StorageException($"{damaged.Message} Remove that pack to have its runs done anew.", damaged);
        }
    }

    /// <summary>
    /// Whether both are the same file, as far as can be said: a relative path may have been given in another working
    /// folder.
    /// </summary>
    static bool IsSame(string? earlier, string? now, string folder)
    {
        if (now is null) return true;

        string file = Path.GetFullPath(now);
        if (earlier is null)
        {
            return !file.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        }

        bool isElsewhere = !Path.IsPathRooted(earlier) && !File.Exists(earlier);
        return Path.GetFullPath(earlier) == file
            || (isElsewhere && file.Replace('\\', '/').EndsWith($"/{earlier}", StringComparison.Ordinal));
    }
}
