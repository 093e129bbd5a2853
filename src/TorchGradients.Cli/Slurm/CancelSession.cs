using TorchGradients.Execution;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Cli.Slurm;

/// <summary><c>cancel DIR</c>: ends an experiment's jobs; what is complete stays, and what can be gone on from is kept.</summary>
/// <param name="experiment">The experiment's folder.</param>
/// <param name="client">Slurm.</param>
/// <param name="clock">Waits.</param>
internal sealed class CancelSession(string experiment, SlurmClient client, TimeProvider clock)
{
    static readonly TimeSpan s_betweenQuestions = TimeSpan.FromSeconds(1);
    static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    /// <summary>The exit code.</summary>
    /// <exception cref="SlurmException">Slurm cannot be reached, or does not end them.</exception>
    public async Task<int> Run(CancellationToken cancellation)
    {
        using var taken = ExperimentLock.Take(experiment);
        ExperimentJobs jobs = await ExperimentJobs.Of(experiment, client, cancellation);
        string[] numbers = [.. jobs.Active.Select(entry => entry.Job).Distinct()];
        await client.Cancel(numbers, cancellation);

        // Tasks get some time from Slurm to keep what they have.
        long start = clock.GetTimestamp();
        while (jobs.Active.Count > 0)
        {
            if (clock.GetElapsedTime(start) > s_longest)
            {
                throw new SlurmException($"Slurm was told to end the jobs {string.Join(", ", numbers)}, and after 5 minutes they are still there: "
                    + "squeue says what they wait for. Run the same command again.");
            }

            await Task.Delay(s_betweenQuestions, clock, cancellation);
            jobs = await ExperimentJobs.Of(experiment, client, cancellation);
        }

        foreach ((SubmissionFolder folder, _) in jobs.Submissions.Where(pair => !pair.Folder.IsClosed))
        {
            ReportSession.TakeUp(folder);
            folder.MarkCancelled();
        }

        ExperimentStatus status = ExperimentStatus.Of(ExperimentArchive.Open(experiment), jobs);
        string ended = numbers.Length == 0 ? "No job was queued or running" : $"Cancelled {(numbers.Length == 1 ? "job" : "jobs")} {string.Join(", ", numbers)}";
        Console.Out.WriteLine($"{status.Name}: {ended}; {status.Done} of {PlanText.Count(status.Runs, "run")} are complete and stay.");
        return ExitCode.Done;
    }
}
