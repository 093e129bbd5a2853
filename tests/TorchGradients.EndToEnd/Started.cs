using System.Diagnostics;
using System.Globalization;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>A process while it runs, the program most often. It is killed, and the test fails, when it takes too long.</summary>
internal sealed class Started
{
    // For what is killed to be gone.
    static readonly TimeSpan s_afterwards = TimeSpan.FromSeconds(10);

    readonly StringBuilder _output = new();
    readonly StringBuilder _error = new();
    readonly CancellationToken _cancellation;
    readonly Command _command;
    readonly TimeSpan _limit;

    /// <summary>Starts the program in a folder.</summary>
    public Started(string folder, params string[] arguments)
        : this(TheProgram.Command(folder, arguments), Limit.Time, TestContext.Current.CancellationToken)
    {
    }

    /// <summary>Starts any command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="limit">When it is killed with all that it started.</param>
    /// <param name="cancellation">Kills it before.</param>
    public Started(Command command, TimeSpan limit, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _command = command
            .WithStandardOutputPipe(PipeTarget.Merge(command.StandardOutputPipe, Into(_output)))
            .WithStandardErrorPipe(PipeTarget.Merge(command.StandardErrorPipe, Into(_error)));
        _limit = limit;
        var kill = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        CommandTask<CommandResult> task = _command.ExecuteAsync(kill.Token);
        Id = task.ProcessId;
        Result = WithinLimit(task, kill);
    }

    /// <summary>Its process.</summary>
    public int Id { get; }

    /// <summary>What it has written to its standard error.</summary>
    public string Error => Read(_error);

    /// <summary>Its workers.</summary>
    public IReadOnlyList<int> Workers => Processes.ChildrenOf(Id);

    /// <summary>How it ended and all that it wrote, when it has ended.</summary>
    /// <exception cref="TimeoutException">It took longer than its limit.</exception>
    public Task<BufferedCommandResult> Result { get; }

    /// <summary>Its exit code, when it has ended.</summary>
    public async Task<int> End() => (await Result).ExitCode;

    /// <summary>Interrupts it, as Ctrl+C does.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits until something is so; fails where the program ends before, or has not come so far within its limit.</summary>
    public async Task Until(Func<bool> isSo)
    {
        while (!isSo())
        {
            if (Result.IsCompleted) Assert.Fail($"It ended before what was waited for: {(await Result).StandardError}");
            await Task.Delay(10, _cancellation);
        }
    }

    async Task<BufferedCommandResult> WithinLimit(CommandTask<CommandResult> task, CancellationTokenSource kill)
    {
        using (kill)
        {
            if (await Task.WhenAny(task.Task, Task.Delay(_limit, _cancellation)) == task.Task)
            {
                CommandResult result = await task;
                return new BufferedCommandResult(
                    result.ExitCode, result.StartTime, result.ExitTime, Read(_output), Read(_error));
            }

            // With all that it started. What had left it before may hold its output open, and is not waited for.
            bool isRunning = Processes.IsRunning(Id);
            await kill.CancelAsync();
            await Task.WhenAny(task.Task, Task.Delay(s_afterwards, CancellationToken.None));
            _cancellation.ThrowIfCancellationRequested();
            string state = isRunning
                ? "This was still running"
                : "This had ended, but something that it started still held its output open";
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"""
                {state} after {_limit.TotalMinutes} minutes: {_command}
                Its output:
                {Read(_output)}
                Its errors:
                {Read(_error)}
                """));
        }
    }

    static PipeTarget Into(StringBuilder text) => PipeTarget.Create(async (stream, cancellation) =>
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        char[] some = new char[4096];
        while (await reader.ReadAsync(some, cancellation) is var read and > 0)
        {
            lock (text) text.Append(some, 0, read);
        }
    });

    static string Read(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}
