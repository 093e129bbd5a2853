using System.Text;
using CliWrap;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>The program while it runs.</summary>
internal sealed class Started
{
    readonly StringBuilder _error = new();
    readonly CommandTask<CommandResult> _task;

    /// <summary>Starts it.</summary>
    public Started(string folder, params string[] arguments) => _task = TheProgram.Command(folder, arguments)
        .WithStandardErrorPipe(PipeTarget.ToDelegate(Hear))
        .ExecuteAsync(TestContext.Current.CancellationToken);

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
    public async Task<int> End() => (await _task).ExitCode;

    /// <summary>Waits until something is so; fails where the program ends before.</summary>
    public async Task Until(Func<bool> isSo)
    {
        while (!isSo())
        {
            Assert.False(_task.Task.IsCompleted, Error);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    void Hear(string line)
    {
        lock (_error) _error.Append(line).Append('\n');
    }
}
