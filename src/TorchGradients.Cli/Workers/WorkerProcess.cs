using System.Text;
using System.Threading.Channels;
using CliWrap;
using CliWrap.Exceptions;

namespace TorchGradients.Cli.Workers;

/// <summary>The parent's side of a worker: a process of this program that executes one run after the other.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    static readonly TimeSpan s_timeToEnd = TimeSpan.FromSeconds(2);

    readonly Channel<WorkOrder> _orders = Channel.CreateUnbounded<WorkOrder>();
    readonly Channel<WorkerReport> _reports = Channel.CreateUnbounded<WorkerReport>();
    readonly CancellationTokenSource _kill = new();
    readonly LastLines _lastLines = new();
    readonly Action<string> _chatter;
    readonly Task<string> _end;

    WorkerProcess(WorkerProgram program, Action<string> chatter)
    {
        _chatter = chatter;
        _end = Run(program);
    }

    /// <summary>Starts a worker.</summary>
    /// <param name="program">What is started.</param>
    /// <param name="chatter">Hears the lines that are no reports.</param>
    public static WorkerProcess Start(WorkerProgram program, Action<string> chatter) => new(program, chatter);

    /// <summary>What it tells; ends with the process.</summary>
    public ChannelReader<WorkerReport> Reports => _reports.Reader;

    /// <summary>Gives it an order. One to a worker that is gone is lost.</summary>
    public void Send(WorkOrder order) => _orders.Writer.TryWrite(order);

    /// <summary>Ends it at once.</summary>
    public void Kill() => _kill.Cancel();

    /// <summary>How it ended, with the last lines of its standard error, when it has.</summary>
    public async Task<string> End()
    {
        string end = await _end;
        string lines = _lastLines.ToString();
        return lines.Length == 0 ? end : $"{end}; it said: {lines}";
    }

    /// <summary>Ends it: its input ends, and it with that.</summary>
    public async ValueTask DisposeAsync()
    {
        _orders.Writer.TryComplete();
        if (await Task.WhenAny(_end, Task.Delay(s_timeToEnd)) != _end) await _kill.CancelAsync();
        await _end;
        _kill.Dispose();
    }

    async Task<string> Run(WorkerProgram program)
    {
        try
        {
            CommandResult result = await CliWrap.Cli.Wrap(program.File)
                .WithArguments(program.Arguments)
                .WithStandardInputPipe(PipeSource.Create(WriteOrders))
                .WithStandardOutputPipe(PipeTarget.ToDelegate(Hear))
                .WithStandardErrorPipe(PipeTarget.ToDelegate(HearError))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(_kill.Token);
            return ExitWords.Of(result.ExitCode);
        }
        catch (OperationCanceledException)
        {
            return "ended by the program";
        }
        catch (Exception exception) when (exception is CliWrapException or System.ComponentModel.Win32Exception or IOException)
        {
            return $"not started: {exception.Message}";
        }
        finally
        {
            _reports.Writer.TryComplete();
        }
    }

    async Task WriteOrders(Stream input, CancellationToken cancellation)
    {
        await foreach (WorkOrder order in _orders.Reader.ReadAllAsync(cancellation))
        {
            await input.WriteAsync(Encoding.UTF8.GetBytes(Lines.Write(order) + "\n"), cancellation);
            await input.FlushAsync(cancellation);
        }
    }

    void Hear(string line)
    {
        if (Lines.Read<WorkerReport>(line) is { } report) _reports.Writer.TryWrite(report);
        else if (line.Length > 0) HearError(line);
    }

    void HearError(string line)
    {
        _lastLines.Add(line);
        _chatter(line);
    }
}
