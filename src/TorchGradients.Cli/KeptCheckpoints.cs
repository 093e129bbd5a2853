using System.Globalization;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli;

/// <summary>The checkpoints from which runs that are not complete can go on.</summary>
internal static class KeptCheckpoints
{
    /// <summary>
    /// For example <c>A checkpoint is kept of seed 1 at step 2659, and of 1 more run: from there the same command goes
    /// on.</c>; null without any.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="folder">The experiment's folder.</param>
    public static string? Words(ExperimentPlan plan, string folder)
    {
        (PlannedRun Run, string Folder)[] kept =
        [
            .. plan.Runs.Select(run => (run, Folders(folder, run).FirstOrDefault(CheckpointFile.IsIn)))
                .Where(pair => pair.Item2 is not null && !AttemptFolders.IsComplete(Path.Combine(folder, pair.run.Folder)))
                .Select(pair => (pair.run, pair.Item2!)),
        ];
        if (kept.Length == 0) return null;

        string more = kept.Length == 1 ? "" : $", and of {PlanText.Count(kept.Length - 1, "more run")}";
        return $"A checkpoint is kept of {kept[0].Run.Title}{At(kept[0].Folder)}{more}: from there the same command goes on.";
    }

    static string[] Folders(string experiment, PlannedRun run) =>
        [Path.Combine(experiment, AttemptFolders.SetAside, run.Folder), Path.Combine(experiment, run.Folder)];

    static string At(string folder)
    {
        try
        {
            return string.Create(CultureInfo.InvariantCulture,
                $" at step {CheckpointFile.ReadFile(CheckpointFile.In(folder).First()).Progress.Steps}");
        }
        catch (InvalidDataException)
        {
            return "";  // The next run says what is wrong with it.
        }
    }
}
