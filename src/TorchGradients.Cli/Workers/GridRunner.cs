using System.Collections.Concurrent;
using TorchGradients.Cli.Terminal;
using TorchGradients.Execution;
using TorchGradients.Records;

namespace TorchGradients.Cli.Workers;

/// <summary>Executes cohorts of runs in worker processes, as many at a time as there are places.</summary>
/// <param name="slots">A device per place; null: none of its own.</param>
/// <param name="options">Whether to stop at the first run that fails, and whether earlier attempts count.</param>
/// <param name="program">What is started as a worker.</param>
/// <param name="clock">Measures runs and patience.</param>
internal sealed class GridRunner(IReadOnlyList<string?> slots, RunOptions options, WorkerProgram program, TimeProvider clock)
{
    /// <summary>Executes the cohorts.</summary>
    /// <param name="attempts">Where runs lie while they go.</param>
    /// <param name="cohorts">What to do, in order.</param>
    /// <param name="progress">Hears what happens.</param>
    /// <param name="cancellation">Ends running work cleanly and starts no more.</param>
    /// <param name="atOnce">Does not wait for that end.</param>
    /// <returns>Whether a run failed.</returns>
    /// <exception cref="StorageException">Nothing can be written; running work has ended.</exception>
    public async Task<bool> Run(
        IRunAttempts attempts, IReadOnlyList<CohortWork> cohorts, GridProgress progress, CancellationToken cancellation, CancellationToken atOnce)
    {
        var open = new ConcurrentQueue<CohortWork>(cohorts);
        bool failed = false;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        Task work = Task.WhenAll(slots.Take(cohorts.Count).Select(device => Task.Run(() => Work(device), CancellationToken.None)));
        try
        {
            await work;
        }
        catch (StorageException)
        {
            throw work.Exception!.InnerExceptions.OfType<StorageException>().First();
        }

        return failed;

        async Task Work(string? device)
        {
            try
            {
                await using var slot = new WorkerSlot(program, attempts, device, options, progress, clock);
                while (!ending.IsCancellationRequested && open.TryDequeue(out CohortWork? work))
                {
                    IReadOnlyList<Outcome> outcomes = await slot.Execute(work, ending.Token, atOnce);
                    if (outcomes.All(outcome => outcome.Status != RunStatus.Failed)) continue;
                    failed = true;
                    if (options.FailFast) await ending.CancelAsync();
                }
            }
            catch
            {
                await ending.CancelAsync();  // What one cannot write, or does wrong, the others cannot do either.
                throw;
            }
        }
    }
}
