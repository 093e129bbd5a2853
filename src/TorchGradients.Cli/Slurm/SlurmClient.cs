using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using CliWrap.Exceptions;
using Polly;
using Polly.Retry;

namespace TorchGradients.Cli.Slurm;

/// <summary>Slurm's own programs, started as processes; a controller that does not answer is asked again for a while.</summary>
/// <param name="patience">For how long.</param>
/// <param name="say">Hears that it is asked again.</param>
/// <param name="clock">Waits.</param>
/// <param name="withoutTools">What it means where these programs are missing, and what to do: the end of a sentence.</param>
internal sealed class SlurmClient(TimeSpan patience, Action<string> say, TimeProvider clock, string withoutTools)
{
    static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    static readonly TimeSpan s_longestCall = TimeSpan.FromSeconds(60);

    readonly ResiliencePipeline<ToolResult> _retries = Retries(patience, say, clock);

    /// <summary>Whether one of Slurm's programs is on the path.</summary>
    public static bool Has(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, tool)));

    /// <summary>Makes sure of one of Slurm's programs.</summary>
    /// <exception cref="SlurmException">It is not on the path.</exception>
    public void Require(string tool)
    {
        if (!Has(tool)) throw Missing(tool);
    }

    /// <summary>How Slurm would take a script, which it does not; what is said of that may be true of this moment only.</summary>
    public Task<ToolResult> Try(string script, CancellationToken cancellation) =>
        Once("sbatch", ["--test-only", script], cancellation);

    /// <summary>Submits a script, whose job has a name that no other has.</summary>
    /// <returns>The job's number; or what sbatch refused it with.</returns>
    /// <exception cref="SlurmException">There is no sbatch, or the controller does not answer.</exception>
    public async Task<(string? Job, ToolResult Result)> Submit(string script, string name, IReadOnlyList<string> options, CancellationToken cancellation)
    {
        bool isAgain = false;
        ToolResult result = await Ask("sbatch", async token =>
        {
            // An answer that was lost says nothing about the question: the job may be there already.
            if (isAgain && await Once("squeue", QueueText.Arguments([name]), token) is { ExitCode: 0 } queue
                && QueueText.Parse(queue.Output) is [{ } job, ..])
            {
                return new ToolResult(0, job.Job, "");
            }

            isAgain = true;
            return await Once("sbatch", ["--parsable", .. options, script], token);
        }, cancellation);

        // --parsable: JOB or JOB;CLUSTER.
        return (result.ExitCode == 0 ? result.Output.Trim().Split(';')[0] : null, result);
    }

    /// <summary>The jobs of these names, a line per task, also those that ended a short while ago.</summary>
    /// <exception cref="SlurmException">There is no squeue, or the controller does not answer.</exception>
    public async Task<IReadOnlyList<QueueEntry>> Queue(IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        if (names.Count == 0) return [];
        return QueueText.Parse(await Output("squeue", QueueText.Arguments(names), cancellation));
    }

    /// <summary>Cancels jobs; those that have ended are no mistake.</summary>
    /// <exception cref="SlurmException">There is no scancel, or the controller does not answer.</exception>
    public async Task Cancel(IReadOnlyList<string> jobs, CancellationToken cancellation)
    {
        if (jobs.Count == 0) return;
        ToolResult result = await Ask("scancel", token => Once("scancel", jobs, token), cancellation);
        if (result.ExitCode != 0 && !result.Error.Contains("Invalid job id", StringComparison.Ordinal)
            && !result.Error.Contains("already completing or completed", StringComparison.Ordinal))
        {
            throw Unexpected("scancel", result);
        }
    }

    /// <summary>The number of tasks that an array may have.</summary>
    public async Task<int> LargestArray(CancellationToken cancellation)
    {
        string config = await Output("scontrol", ["show", "config"], cancellation);
        string line = config.Split('\n').First(line => line.StartsWith("MaxArraySize", StringComparison.Ordinal));

        // The setting is one above the largest index, and indices begin at 0.
        return Math.Max(1, int.Parse(line.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>What sinfo tells of the partitions in one field, each value once; empty where it tells nothing.</summary>
    /// <param name="field">For example <c>%R</c>, the name, or <c>%G</c>, the resources.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<string>> Partitions(string field, CancellationToken cancellation)
    {
        ToolResult result = await Once("sinfo", ["--noheader", $"--format={field}"], cancellation);
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
    }

    async Task<string> Output(string tool, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        ToolResult result = await Ask(tool, token => Once(tool, arguments, token), cancellation);
        return result.ExitCode == 0 ? result.Output : throw Unexpected(tool, result);
    }

    async Task<ToolResult> Ask(string tool, Func<CancellationToken, Task<ToolResult>> ask, CancellationToken cancellation)
    {
        ToolResult result = await _retries.ExecuteAsync(async token => await ask(token), cancellation);
        return !result.IsSilence ? result : throw new SlurmException(
            FormattableString.Invariant($"Slurm's controller does not answer, asked for {patience.TotalSeconds} s ({tool}: {result.Words}). ")
            + "What is queued or running is not touched by that. 'scontrol ping' says whether it is there; run the same command again when it is.");
    }

    async Task<ToolResult> Once(string tool, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_longestCall);
        try
        {
            BufferedCommandResult result = await CliWrap.Cli.Wrap(tool).WithArguments(arguments)
                .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(limit.Token);
            return new ToolResult(result.ExitCode, result.StandardOutput, result.StandardError);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ToolResult(1, "", FormattableString.Invariant($"{tool} did not answer within {s_longestCall.TotalSeconds} s"));
        }
        catch (Exception missing) when (missing is Win32Exception or CliWrapException)
        {
            throw Missing(tool);
        }
    }

    SlurmException Missing(string tool) =>
        new($"There is no {tool} on the path, so Slurm cannot be asked; {withoutTools}", Cli.ExitCode.InvalidInput);

    SlurmException Unexpected(string tool, ToolResult result) => result.IsWithoutCluster
        ? new($"No cluster is configured on this machine ({tool}: {result.Words}): SLURM_CONF names no file, there is no slurm.conf where "
            + $"Slurm looks for it, and no server hands one out. So Slurm cannot be asked; {withoutTools}", Cli.ExitCode.InvalidInput)
        : new(FormattableString.Invariant($"{tool} ended with exit code {result.ExitCode}: {result.Words}"));

    static ResiliencePipeline<ToolResult> Retries(TimeSpan patience, Action<string> say, TimeProvider clock)
    {
        // Waits of 1, 2, 4 ... seconds, together at least as long as the patience.
        int attempts = (int)Math.Ceiling(Math.Log2(patience / s_firstWait + 1));
        if (attempts == 0) return ResiliencePipeline<ToolResult>.Empty;
        return new ResiliencePipelineBuilder<ToolResult> { TimeProvider = clock }.AddRetry(new RetryStrategyOptions<ToolResult>
        {
            ShouldHandle = new PredicateBuilder<ToolResult>().HandleResult(result => result.IsSilence),
            MaxRetryAttempts = attempts,
            Delay = s_firstWait,
            BackoffType = DelayBackoffType.Exponential,
            OnRetry = retry =>
            {
                say(FormattableString.Invariant(
                    $"Slurm's controller does not answer ({retry.Outcome.Result!.Words}); it is asked again in {retry.RetryDelay.TotalSeconds:0} s."));
                return ValueTask.CompletedTask;
            },
        }).Build();
    }
}
