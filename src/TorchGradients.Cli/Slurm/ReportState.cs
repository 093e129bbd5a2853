using TorchGradients.Reporting.Reports;

namespace TorchGradients.Cli.Slurm;

/// <summary>The job of a submission that writes the report: what the queue says of it, and what it left.</summary>
/// <param name="Folder">The submission.</param>
/// <param name="Submission">What was handed to Slurm.</param>
/// <param name="Entry">What the queue says; null where it has forgotten the job.</param>
/// <param name="AreTasksOver">Whether none of the submission's tasks is queued or running.</param>
internal sealed record ReportState(SubmissionFolder Folder, Submission Submission, QueueEntry? Entry, bool AreTasksOver)
{
    /// <summary>Why what the tasks did is not reported; null where it is, or is on its way.</summary>
    public string? Missing
    {
        get
        {
            string? obstacle = Entry?.Obstacle;
            bool isOver = AreTasksOver && (Entry?.IsOver ?? true);
            if (Folder.IsClosed || (obstacle is null && !isOver) || IsWritten) return null;
            if (obstacle is not null) return $"its job can never start: {obstacle}";

            string log = Folder.ReportLog(Submission);
            return JobEnd.OfScript(Folder.ReportTrouble) ?? JobEnd.Of(Entry, time: "reportTime", memory: "reportMemory")
                ?? TaskWord.Read(Folder.ReportWord)?.Reason
                ?? (File.Exists(log) ? $"its job ended without a word; its log may tell why: {log}"
                    : Submission.Report.Job is null ? "its job was not submitted, because 'run --on slurm' ended before"
                    : "its job never started");
        }
    }

    // By another: 'report', 'run', or one that waited for the jobs.
    bool IsWritten => new FileInfo(Path.Combine(Folder.Experiment, ReportFiles.HtmlName)) is { Exists: true } report
        && report.LastWriteTimeUtc >= Folder.NewestSign;
}
