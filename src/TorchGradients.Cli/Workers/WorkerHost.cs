using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using TorchGradients.Execution;

namespace TorchGradients.Cli.Workers;

/// <summary>The worker's side: executes the cohorts that come over its input, and ends with it.</summary>
/// <param name="orders">Where orders come from.</param>
/// <param name="reports">Where reports go.</param>
/// <param name="clock">Measures runs.</param>
internal sealed class WorkerHost(TextReader orders, Stream reports, TimeProvider clock) : IDisposable
{
    readonly BlockingCollection<WorkOrder> _cohorts = [];
    readonly Lock _gate = new();
    CancellationTokenSource _ending = new();
    bool _busy;

    /// <summary>Serves this process' standard streams until its input ends.</summary>
    public static int Serve()
    {
        // A Ctrl+C on the terminal reaches every process of the group, and so does the end that a scheduler or a service
        // manager asks for; the parent decides what comes of it.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);

        if (!Console.IsInputRedirected) return NotByHand();

        using Stream output = Console.OpenStandardOutput();
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        Console.SetOut(Console.Error);  // Reports alone go to the output.
        using var host = new WorkerHost(input, output, TimeProvider.System);
        return host.Run() > 0 ? ExitCode.Done : NotByHand();
    }

    /// <summary>Executes runs on this thread, while another one listens.</summary>
    /// <returns>How many orders came.</returns>
    public int Run()
    {
        new Thread(Listen) { IsBackground = true, Name = "orders" }.Start();
        _ = Devices.Present;  // Loads libtorch while the first order is on its way.

        using var data = new DataCache();
        var executor = new RunExecutor(data, new ReportingObserver(Tell, clock), clock);
        int executed = 0;
        foreach (WorkOrder order in _cohorts.GetConsumingEnumerable())
        {
            data.Sharers = order.PerGpu;
            Execute(executor, order);
            executed++;
        }

        return executed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cohorts.Dispose();
        _ending.Dispose();
    }

    void Execute(RunExecutor executor, WorkOrder order)
    {
        try
        {
            executor.Execute([.. order.Cohort!.Select(run => run.ToAttempt())], order.Device, _ending.Token);
            Finish(new WorkerReport(WorkerReportKind.Ended));
        }
        catch (CohortTooLargeException exception)
        {
            Finish(new WorkerReport(WorkerReportKind.TooLarge, Reason: exception.Message, Seconds: exception.Seconds));
        }
        catch (Exception exception) when (StorageFailure.Of(exception) is { } reason)
        {
            Finish(new WorkerReport(WorkerReportKind.CannotWrite, Reason: reason));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            // Its folder is gone, for example, or its checkpoint was damaged since the parent looked at it.
            Finish(new WorkerReport(WorkerReportKind.Ended, Reason: exception.Message));
        }
    }

    static int NotByHand()
    {
        Console.Error.WriteLine($"'{WorkerProgram.Command}' takes its orders from 'run', which starts it; nothing was run.");
        return ExitCode.InvalidInput;
    }

    void Finish(WorkerReport report)
    {
        lock (_gate)
        {
            _busy = false;
            if (_ending.IsCancellationRequested) _ending = new CancellationTokenSource();
        }

        Tell(report);
    }

    void Listen()
    {
        using var self = Process.GetCurrentProcess();  // Now, so that its end takes no time when it comes.
        while (orders.ReadLine() is { } line)
        {
            if (Lines.Read<WorkOrder>(line) is not { } order) continue;
            lock (_gate)
            {
                if (order.Cohort is null)
                {
                    if (_busy) _ending.Cancel();
                    continue;
                }

                _busy = true;
                _cohorts.Add(order);
            }
        }

        // The parent has closed the input, or is gone. An idle worker returns; one at work may be deep in native code.
        lock (_gate)
        {
            if (_busy) self.Kill();
        }

        _cohorts.CompleteAdding();
    }

    // Behind a line's end, and in one piece: what native code may have written on the same stream stays apart.
    void Tell(WorkerReport report)
    {
        reports.Write(Encoding.UTF8.GetBytes($"\n{Lines.Write(report)}\n"));
        reports.Flush();
    }
}
