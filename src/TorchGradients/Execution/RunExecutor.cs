using System.Text.Json;
using TorchGradients.Data;
using TorchGradients.Engines;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Training;

namespace TorchGradients.Execution;

/// <summary>Executes one run into its folder: resolved config, environment, records, checkpoints, and last its outcome.</summary>
public sealed class RunExecutor(DataCache data, IRunObserver observer, TimeProvider clock)
{
    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>Trains the run; every end but a mistake of the program is an outcome.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Its folder; made where missing, its earlier files replaced.</param>
    /// <param name="cancellation">Ends it between two steps; the outcome is then <c>cancelled</c>.</param>
    public Outcome Execute(PlannedRun run, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string outcomeFile = Path.Combine(folder, OutcomeFile.Name);
        File.Delete(outcomeFile);
        File.WriteAllText(Path.Combine(folder, "resolved.json"), run.Resolved.ToJsonString(s_indented) + "\n");
        observer.Started(run);

        string device = run.Config.Training.Engine == "torch" ? Devices.Resolve(run.Config.Training.Device)! : "cpu";
        WriteEnvironment(folder, device);
        long start = clock.GetTimestamp();
        Outcome outcome;
        using (var records = new RecordWriter(Path.Combine(folder, RecordWriter.FileName), clock))
        {
            outcome = Train(run, folder, device, records, cancellation) with
            {
                Seconds = clock.GetElapsedTime(start).TotalSeconds,
            };
            int last = outcome.Status == RunStatus.Diverged ? outcome.Steps - 1 : outcome.Steps;
            records.Lifecycle(last, outcome.Status.ToString().ToLowerInvariant(), outcome.Reason ?? "");
        }

        OutcomeFile.Write(outcomeFile, outcome);
        observer.Finished(run, outcome);
        return outcome;
    }

    Outcome Train(PlannedRun run, string folder, string device, RecordWriter records, CancellationToken cancellation)
    {
        PreparedData prepared = data.Get(run.Config.Data, Precisions.Of(run.Config), device);
        using IEngine engine = EngineKinds.All.Create(run.Config.Training.Engine)
            .Build(run.Config, prepared.Features, prepared.Classes, torch.device(device));
        records.Lifecycle(0, "started", run.Title);

        var loop = new TrainingLoop(run.Config, prepared, engine, records, clock);
        loop.Prepare();
        Checkpoint(run, folder, "initial", engine);
        try
        {
            double? divergedAt = loop.Run((step, loss) => observer.Stepped(run, step, loss), cancellation);
            // A step that diverged made no update: its state is what is evaluated, and the records end with it.
            (Evaluation? test, Evaluation? validation) = loop.Evaluate(divergedAt is null ? loop.Steps : loop.Steps - 1);
            Checkpoint(run, folder, "final", engine);
            return Of(run, loop) with
            {
                Status = divergedAt is null ? RunStatus.Completed : RunStatus.Diverged,
                Reason = divergedAt is { } loss ? FormattableString.Invariant($"the loss of step {loop.Steps - 1} is {loss}") : null,
                TestLoss = test?.Loss,
                TestAccuracy = test?.Accuracy,
                ValidationLoss = validation?.Loss,
                ValidationAccuracy = validation?.Accuracy,
            };
        }
        catch (OperationCanceledException)
        {
            return Of(run, loop) with { Status = RunStatus.Cancelled, Reason = "interrupted" };
        }
    }

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

    static void WriteEnvironment(string folder, string device) => EnvironmentRecord
        .Capture(typeof(torch).Assembly, torch.__version__, device, torch.get_num_threads(), new CohortPlace(1, 0))
        .Write(Path.Combine(folder, EnvironmentRecord.FileName));

    static void Checkpoint(PlannedRun run, string folder, string name, IEngine engine)
    {
        if (run.Config.Training.Checkpoints.Contains(name))
        {
            SafeTensors.Write(Path.Combine(folder, $"{name}.safetensors"), engine.Weights(0));
        }
    }
}
