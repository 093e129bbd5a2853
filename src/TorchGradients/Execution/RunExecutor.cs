using System.Text;
using System.Text.Json;
using TorchGradients.Data;
using TorchGradients.Engines;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Training;

namespace TorchGradients.Execution;

/// <summary>Executes one run into a folder: resolved config, environment, records, checkpoints, and last its outcome.</summary>
public sealed class RunExecutor(DataCache data, IRunObserver observer, TimeProvider clock)
{
    /// <summary>Seconds; a timer takes no more than 49 days, and a longer limit is none.</summary>
    public const double LongestTimer = 4e6;

    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>
    /// Trains the run, from its first step or from the checkpoint in its folder. Every end is an outcome, a failure too, but
    /// for one: where nothing can be written there is none.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">An attempt's folder; made where missing. Without a checkpoint its earlier files are replaced.</param>
    /// <param name="slot">The device that takes the place of <c>auto</c> and <c>cuda</c>; null: the first there is.</param>
    /// <param name="cancellation">Ends it between two steps; the outcome is then <c>cancelled</c>.</param>
    /// <exception cref="InvalidDataException">The folder's checkpoint is damaged, or the run cannot go on from it.</exception>
    /// <exception cref="Exception">One that <see cref="StorageFailure"/> knows.</exception>
    public Outcome Execute(PlannedRun run, string folder, string? slot, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        Directory.CreateDirectory(folder);
        string outcomeFile = Path.Combine(folder, OutcomeFile.Name);
        File.Delete(outcomeFile);
        WriteResolved(run, folder);
        observer.Started(run);

        // Of this thread's operations: the one that trains.
        if (run.Threads is { } threads) torch.set_num_threads(threads);
        EnvironmentRecord environment = EnvironmentOf(run, slot) with { Threads = torch.get_num_threads() };
        environment.Write(Path.Combine(folder, EnvironmentRecord.FileName));
        Checkpoint? from = CheckpointFile.IsIn(folder) ? CheckpointFile.Read(folder) : null;
        if (from?.Obstacle(run, environment, folder) is { } obstacle) throw new InvalidDataException($"{folder}: {obstacle}.");

        double before = from?.Seconds ?? 0;
        Outcome outcome;
        using (RecordWriter records = Records(Path.Combine(folder, RecordWriter.FileName), from))
        {
            var keeper = new CheckpointKeeper(
                folder, Checkpoint.Empty(run.Identity, environment), records, Seconds);
            outcome = Attempt(run, folder, environment.Device, records, from, keeper, cancellation) with { Seconds = Seconds() };
            int last = outcome.Status == RunStatus.Diverged ? outcome.Steps - 1 : outcome.Steps;
            records.Lifecycle(last, outcome.Status.ToString().ToLowerInvariant(), outcome.Reason ?? "");
        }

        OutcomeFile.Write(outcomeFile, outcome);
        if (outcome.Status is RunStatus.Completed or RunStatus.Diverged) CheckpointFile.Remove(folder);
        observer.Finished(run, outcome);
        return outcome;

        double Seconds() => before + clock.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>With what a run is made here.</summary>
    /// <param name="run">The run.</param>
    /// <param name="slot">The device that takes the place of <c>auto</c> and <c>cuda</c>; null: the first there is.</param>
    public static EnvironmentRecord EnvironmentOf(PlannedRun run, string? slot) => EnvironmentRecord.Capture(typeof(torch).Assembly,
        torch.__version__, DeviceOf(run, slot), run.Threads ?? torch.get_num_threads(), new CohortPlace(1, 0));

    /// <summary>Writes <c>resolved.json</c>: also for a run that ended before it could do so itself.</summary>
    public static void WriteResolved(PlannedRun run, string folder)
    {
        using FileStream stream = File.Create(Path.Combine(folder, "resolved.json"));
        stream.Write(Encoding.UTF8.GetBytes(ThreadChoice.Written(run).ToJsonString(s_indented) + "\n"));
        stream.Flush(flushToDisk: true);
    }

    RecordWriter Records(string file, Checkpoint? from) =>
        from is null ? new RecordWriter(file, clock) : RecordWriter.Continue(file, from.RecordsLength, clock);

    Outcome Attempt(
        PlannedRun run, string folder, string device, RecordWriter records, Checkpoint? from, CheckpointKeeper keeper, CancellationToken cancellation)
    {
        // Both count the machine's running time: a clock that is set forth or back ends no run.
        using var limit = run.Config.Training.TimeLimit is { } seconds
            ? new CancellationTokenSource(TimeSpan.FromSeconds(Math.Clamp(seconds - (from?.Seconds ?? 0), 0, LongestTimer)), clock)
            : new CancellationTokenSource();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        int steps = from?.Progress.Steps ?? 0;
        try
        {
            PreparedData prepared = data.Get(run.Config.Data, Precisions.Of(run.Config), device);
            using IEngine engine = EngineKinds.All.Create(run.Config.Training.Engine)
                .Build([run.Config], prepared.Features, prepared.Classes, torch.device(device));
            var loop = new TrainingLoop(run.Config, prepared, engine, records, clock);
            Begin(run, folder, records, from, keeper, engine, loop);
            Outcome outcome = Train(run, folder, keeper, engine, loop, made => steps = made, ending.Token);
            return outcome.Status == RunStatus.Cancelled && limit.IsCancellationRequested && !cancellation.IsCancellationRequested
                ? outcome with { Status = RunStatus.Failed, Reason = OverTime(run.Config.Training.TimeLimit!.Value) }
                : outcome;
        }
        catch (Exception exception) when (StorageFailure.Of(exception) is null)
        {
            records.Lifecycle(steps, "exception", exception.ToString());
            return new Outcome { Identity = run.Identity, Status = RunStatus.Failed, Reason = Words(exception), Steps = steps, Seconds = 0 };
        }
    }

    static void Begin(
        PlannedRun run, string folder, RecordWriter records, Checkpoint? from, CheckpointKeeper keeper, IEngine engine, TrainingLoop loop)
    {
        loop.AtCheckpoint = () => keeper.Keep(engine, loop);
        if (from is not null)
        {
            keeper.Restore(from, engine, loop);
            return;
        }

        records.Lifecycle(0, "started", run.Title);
        loop.Prepare();
        KeepWeights(run, folder, "initial", engine);
    }

    Outcome Train(
        PlannedRun run, string folder, CheckpointKeeper keeper, IEngine engine, TrainingLoop loop, Action<int> made, CancellationToken ending)
    {
        try
        {
            double? divergedAt = loop.Run(Stepped, ending);
            // A step that diverged made no update: its state is what is evaluated, and the records end with it.
            (Evaluation? test, Evaluation? validation) = loop.Evaluate(divergedAt is null ? loop.Steps : loop.Steps - 1);
            KeepWeights(run, folder, "final", engine);
            Evaluation? chance = loop.Chance;
            return Of(run, loop) with
            {
                Status = divergedAt is null ? RunStatus.Completed : RunStatus.Diverged,
                Reason = divergedAt is { } loss ? FormattableString.Invariant($"the loss of step {loop.Steps - 1} is {loss}") : null,
                TestLoss = test?.Loss,
                TestAccuracy = test?.Accuracy,
                ChanceLoss = chance?.Loss,
                ChanceAccuracy = chance?.Accuracy,
                TestRows = chance is null ? null : loop.TestRows,
                ValidationLoss = validation?.Loss,
                ValidationAccuracy = validation?.Accuracy,
            };
        }
        catch (OperationCanceledException)
        {
            // Now, so that nothing of what was done is lost: the next checkpoint may have been far.
            if (run.Config.Training.CheckpointEvery is not null) keeper.Keep(engine, loop);
            return Of(run, loop) with { Status = RunStatus.Cancelled, Reason = "interrupted" };
        }

        void Stepped(int step, double loss)
        {
            made(step + 1);
            observer.Stepped(run, step, loss);
        }
    }

    /// <summary>The reason of a run that was still going at its time limit.</summary>
    /// <param name="limit">Seconds.</param>
    public static string OverTime(double limit) => FormattableString.Invariant($"over its training:timeLimit of {limit} s");

    // The first line: what libtorch adds is a list of addresses. The whole text is in the records.
    static string Words(Exception exception) => $"{exception.GetType().Name}: {exception.Message.Split('\n')[0].Trim()}";

    static string DeviceOf(PlannedRun run, string? slot) => run.Config.Training.Engine != "torch" ? "cpu"
        : run.Config.Training.Device is "auto" or "cuda" && slot is not null ? slot
        : Devices.Resolve(run.Config.Training.Device)!;

    static Outcome Of(PlannedRun run, TrainingLoop loop) => new()
    {
        Identity = run.Identity,
        Status = RunStatus.Failed,
        Seconds = 0,
        Steps = loop.Steps,
        TrainLoss = loop.Losses.Mean,
        Decay = loop.Deltas is ({ } first, { } last) ? new OutcomeDecay(DecayFactor.From(first), DecayFactor.From(last)) : null,
        Cost = loop.Cost.StepMicroseconds is { } step ? new OutcomeCost(step, loop.Cost.ProbeShare) : null,
    };

    static void KeepWeights(PlannedRun run, string folder, string name, IEngine engine)
    {
        if (run.Config.Training.Checkpoints.Contains(name))
        {
            SafeTensors.Write(Path.Combine(folder, $"{name}.safetensors"), engine.Weights(0));
        }
    }
}
