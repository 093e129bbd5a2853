using TorchGradients.Cli.Slurm;

namespace TorchGradients.Tests.Slurm;

/// <summary>A submission's folder as it is written before the first job, and what the queue may say of its jobs.</summary>
static class SomeSubmission
{
    public const string Array = "tg-trial-0";
    public const string Report = "tg-trial-report";

    /// <summary>One array, a task for each part.</summary>
    /// <param name="experiment">The experiment's folder.</param>
    /// <param name="parts">The identities of each part's runs.</param>
    public static (SubmissionFolder Folder, Submission Submission) In(string experiment, params string[][] parts)
    {
        var folder = SubmissionFolder.Create(experiment, DateTimeOffset.UnixEpoch);
        var submission = new Submission(Path.GetFileName(folder.Path), DateTimeOffset.UnixEpoch, "/program", "cpu", Pack: false,
            [new SubmittedJob(Array, 0, parts.Length, "7")], new SubmittedJob(Report, 0, 1, "8"));
        folder.WriteIndex(parts);
        folder.Write(submission);
        return (folder, submission);
    }

    /// <summary>What the queue says of a task.</summary>
    public static QueueEntry Task(int task, string state, string reason = "None", string node = "", TimeSpan used = default) =>
        new("7", task, Array, state, reason, node, used);

    /// <summary>What the queue says of the report's job.</summary>
    public static QueueEntry ReportJob(string state, string reason = "None", string node = "") =>
        new("8", null, Report, state, reason, node, TimeSpan.Zero);
}
