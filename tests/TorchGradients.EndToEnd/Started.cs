using System.Text;
using CliWrap;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>The program while it runs.</summary>
internal sealed class Started
{
    readonly StringBuilder _error = new();
    readonly CommandTask<CommandResult> _task;
    readonly CancellationToken _limit = Limit.Token;

    /// <summary>Starts it.</summary>
    public Started(string folder, params string[] arguments) => _task = TheProgram.Command(folder, arguments)
        .WithStandardErrorPipe(PipeTarget.ToDelegate(Hear))
        .ExecuteAsync(_limit);

    /// <summary>Its process.</summary>
    public int Id => _task.ProcessId;

    /// <summary>What it has written to its standard error.</summary>
    public string Error
    {
        get
        {
            lock (_error) return _error.ToString();
        }
    }

    /// <summary>Its workers.</summary>
    public IReadOnlyList<int> Workers => Processes.ChildrenOf(Id);

    /// <summary>Its exit code, when it has ended.</summary>
    public async Task<int> End()
    {
        try
        {
            return (await _task).ExitCode;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The program did not end within {Limit.Time}, and was killed. It had written:\n{Error}");
        }
    }

    /// <summary>Waits until something is so; fails where the program ends before.</summary>
    public async Task Until(Func<bool> isSo)
    {
        while (!isSo())
        {
            Assert.False(_task.Task.IsCompleted, Error);
            await Task.Delay(10, _limit);
        }
    }

    void Hear(string line)
    {
        lock (_error) _error.Append(line).Append('\n');
    }
}
