using TorchGradients.Execution;

namespace TorchGradients.Cli.Slurm;

/// <summary>The job behind all tasks: takes up what dead ones left, and writes the report.</summary>
/// <param name="folder">The submission.</param>
internal sealed class ReportSession(SubmissionFolder folder)
{
    /// <summary>The exit code.</summary>
    public int Run()
    {
        try
        {
            TakeUp(folder);
            ExperimentReport.Write(folder.Experiment, ReportDetail.Short);
            folder.MarkReported();
            return ExitCode.Done;
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            TaskWord.TryWrite(folder.ReportWord, trouble.Message);
            throw;
        }
    }

    /// <summary>Takes up what the tasks of a submission left, of which none is running.</summary>
    public static void TakeUp(SubmissionFolder folder)
    {
        string own = Path.Combine(folder.Path, "running", $"collected~{Guid.NewGuid().ToString("N")[..8]}");
        TaskPack.TakeUp(folder);
        string[] left = folder.Attempts();
        new SharedAttempts(folder.Experiment, own, () => left, Console.Error.WriteLine).TakeUp();
        foreach (string attempt in left.Append(own).Where(attempt => Directory.Exists(attempt) && !Directory.EnumerateFileSystemEntries(attempt).Any()))
        {
            Directory.Delete(attempt);
        }
    }
}
