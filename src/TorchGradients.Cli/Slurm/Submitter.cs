using TorchGradients.Cli.Workers;
using TorchGradients.Configuration;

namespace TorchGradients.Cli.Slurm;

/// <summary>Writes a submission's folder, and hands its jobs to Slurm: all of them or none.</summary>
/// <param name="client">Slurm.</param>
/// <param name="work">What is submitted.</param>
/// <param name="say">Hears what takes long.</param>
/// <param name="clock">Dates it.</param>
internal sealed class Submitter(SlurmClient client, SlurmWork work, Action<string> say, TimeProvider clock)
{
    const int LongestName = 40;

    /// <summary>Submits.</summary>
    /// <param name="experiment">The experiment's folder.</param>
    /// <param name="parts">A task's work each.</param>
    /// <param name="largest">The number of tasks that an array may have.</param>
    /// <param name="beforeTasks">What must have been done when the first of them starts.</param>
    /// <param name="cancellation">Ends it; what was submitted is cancelled.</param>
    /// <exception cref="ConfigException">Slurm takes no such job.</exception>
    /// <exception cref="SlurmException">Slurm cannot be reached.</exception>
    public async Task<(SubmissionFolder Folder, Submission Submission)> Submit(
        string experiment, IReadOnlyList<IReadOnlyList<CohortWork>> parts, int largest, Action beforeTasks,
        CancellationToken cancellation)
    {
        string program = await ProgramSnapshot.Make(experiment, work.Settings.SelfContained, say, cancellation);
        var folder = SubmissionFolder.Create(experiment, clock.GetUtcNow());
        string id = Path.GetFileName(folder.Path);
        string name = $"tg-{Plain(work.Plan.Name)}-{id[^8..]}";
        var submission = new Submission(id, clock.GetUtcNow(), program, work.Device, work.Settings.Pack,
            [.. parts.Chunk(largest).Select((chunk, i) => new SubmittedJob($"{name}-{i}", i * largest, chunk.Length))],
            new SubmittedJob($"{name}-report", 0, 1));
        foreach ((int part, IReadOnlyList<CohortWork> works) in parts.Index()) folder.WritePart(part, works);
        folder.WriteIndex(parts.Select(part => (IReadOnlyList<string>)[.. part.SelectMany(one => one.Open).Select(run => run.Identity)]));
        folder.Write(submission);
        try
        {
            beforeTasks();
            return (folder, await Submit(folder, submission, cancellation));
        }
        catch
        {
            await TakeBack(folder);
            throw;
        }
    }

    async Task<Submission> Submit(SubmissionFolder folder, Submission submission, CancellationToken cancellation)
    {
        for (int i = 0; i < submission.Arrays.Count; i++)
        {
            SubmittedJob array = submission.Arrays[i];
            File.WriteAllText(folder.Script(array.Name), TaskScript.OfArray(folder, submission, array, work.Settings));
            string job = await Submit(folder, array.Name, JobRequest.OfTasks(work.Settings), [], cancellation);
            submission = submission with { Arrays = [.. submission.Arrays.Select((one, at) => at == i ? one with { Job = job } : one)] };
            folder.Write(submission);
        }

        File.WriteAllText(folder.Script(submission.Report.Name), TaskScript.OfReport(folder, submission, work.Settings));
        string jobs = string.Join(':', submission.Arrays.Select(array => array.Job));

        // After any end: after a good one only, it would wait for ever for a task that failed.
        string report = await Submit(
            folder, submission.Report.Name, JobRequest.OfReport(work.Settings), [$"--dependency=afterany:{jobs}"], cancellation);
        submission = submission with { Report = submission.Report with { Job = report } };
        folder.Write(submission);
        return submission;
    }

    async Task<string> Submit(
        SubmissionFolder folder, string name, JobRequest request, IReadOnlyList<string> options, CancellationToken cancellation)
    {
        (string? job, ToolResult result) = await client.Submit(folder.Script(name), name, options, cancellation);
        if (job is not null) return job;
        throw new ConfigException([await new Refusal(client.Partitions, request, work.Origins).Of(result, cancellation)]);
    }

    async Task TakeBack(SubmissionFolder folder)
    {
        string[] jobs = [.. folder.Read().Arrays.Select(array => array.Job).OfType<string>()];
        try
        {
            await client.Cancel(jobs, CancellationToken.None);
        }
        catch (SlurmException)
        {
            say($"Cancel these jobs, which are part of what could not be submitted whole: {string.Join(", ", jobs)}.");
            return;
        }

        Directory.Delete(folder.Path, recursive: true);
    }

    static string Plain(string name) =>
        new([.. name.Take(LongestName).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_')]);
}
