using System.Text;

namespace TorchGradients.Cli.Slurm;

/// <summary>What <c>status</c> prints.</summary>
internal static class StatusText
{
    /// <summary>The counts in a line, jobs, and what is wrong with how many runs.</summary>
    public static string Of(ExperimentStatus status)
    {
        var text = new StringBuilder();
        text.AppendLine($"{status.Name}: {Counts(status)}");
        foreach ((string job, string name, int tasks) in status.Jobs)
        {
            text.AppendLine($"  job {job} ({name}): {PlanText.Count(tasks, "task")} queued or running");
        }

        Add(text, "failed", status.Failed);
        Add(text, "lost", status.Lost);
        Add(text, "can never start", status.NeverStart);
        if (status.ReportMissing is { } missing)
        {
            text.AppendLine($"  The report is not written: {missing.TrimEnd('.')}. 'report {status.Folder}' writes it.");
        }

        foreach (string warning in status.Warnings) text.AppendLine($"  Warning: {warning}.");
        if (status.NeverStart.Count > 0)
        {
            text.AppendLine("Cancel what can never start ('cancel DIR'), and submit again with options that fit.");
        }
        else if (status.Failed.Count > 0 || status.Lost.Count > 0)
        {
            text.AppendLine(status.WasSubmitted
                ? "'run ... --on slurm' again submits what is missing and not queued."
                : "'run' again does what failed once more; a run that was over its training:timeLimit needs a higher one.");
        }

        return text.ToString();
    }

    /// <summary>For example <c>40 runs: 12 done, 4 running, 24 queued</c>.</summary>
    public static string Counts(ExperimentStatus status)
    {
        (int Count, string Word)[] counts =
        [
            (status.Done, "done"), (status.Running, "running"), (status.Queued, "queued"), (status.Failed.Sum(one => one.Runs), "failed"),
            (status.Lost.Sum(one => one.Runs), "lost"), (status.NeverStart.Sum(one => one.Runs), "can never start"), (status.ToDo, "to do"),
        ];
        string words = string.Join(", ", counts.Where(pair => pair.Count > 0).Select(pair => FormattableString.Invariant($"{pair.Count} {pair.Word}")));
        return $"{PlanText.Count(status.Runs, "run")}: {words}";
    }

    static void Add(StringBuilder text, string word, IReadOnlyList<(string Reason, int Runs, string Example)> groups)
    {
        foreach ((string reason, int runs, string example) in groups)
        {
            text.AppendLine($"  {PlanText.Count(runs, "run")} {word}: {reason.TrimEnd('.')}. For example {example}.");
        }
    }
}
