using TorchGradients.Data;
using TorchGradients.Engines;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Training;

namespace TorchGradients.Execution;

/// <summary>Trains members that are at the same step as one stacked network, and ends each of them with its outcome.</summary>
/// <param name="members">The members in their places.</param>
/// <param name="data">Their data.</param>
/// <param name="device">Where they train.</param>
/// <param name="observer">Hears what happens.</param>
/// <param name="clock">Measures.</param>
/// <param name="stepsPerReading">Steps whose numbers leave the device together; null: as many as suit the device.</param>
sealed class CohortStack(
    IReadOnlyList<CohortMember> members, DataCache data, string device, IRunObserver observer, TimeProvider clock, int? stepsPerReading)
{
    readonly long _start = clock.GetTimestamp();
    IOException? _lost;

    /// <summary>Trains, from the first step or from where the members' checkpoints are.</summary>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <returns>
    /// Null; or, where they do not fit into the device's memory together and may train in smaller cohorts, why. Those
    /// that had diverged before have ended then, and nobody else.
    /// </returns>
    public string? Train(CancellationToken cancellation)
    {
        foreach (CohortMember member in members) member.Open(() => Seconds(member));

        // Both count the machine's running time: a clock that is set forth or back ends no run.
        double? seconds = members[0].Run.Config.Training.TimeLimit;
        using var limit = seconds is { } each ? new CancellationTokenSource(Left(each), clock) : new CancellationTokenSource();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            Train(() => limit.IsCancellationRequested && !cancellation.IsCancellationRequested
                ? (RunStatus.Failed, RunExecutor.OverTime(seconds!.Value))
                : (RunStatus.Cancelled, "interrupted"), ending.Token);
        }
        catch (Exception exception) when (DeviceMemory.IsShort(exception) && CanBeHalved)
        {
            return DeviceMemory.Reason(exception, device);
        }
        catch (Exception exception) when (StorageFailure.Of(exception) is null)
        {
            EndAll(member =>
            {
                member.Tell(exception);
                return Of(member) with { Status = RunStatus.Failed, Reason = DeviceMemory.IsShort(exception) ? DeviceMemory.Reason(exception, device) : Words(exception) };
            });
        }

        return _lost is null ? null : throw new IOException(_lost.Message, _lost);
    }

    /// <summary>
    /// A member's share of the time that all take together, up to the step in which it diverged, and what earlier
    /// attempts took.
    /// </summary>
    public double Seconds(CohortMember member)
    {
        TimeSpan together = clock.GetElapsedTime(_start, member.Progress?.DivergedAt ?? clock.GetTimestamp());
        return member.SecondsBefore + together.TotalSeconds / members.Count;
    }

    bool CanBeHalved => members.Count > 1 && members.Any(member => member is { Outcome: null, IsCompany: false });

    // A limit is one of shares: a run that keeps to it alone does so beside others, which cost it less than that.
    TimeSpan Left(double limit) => TimeSpan.FromSeconds(Math.Clamp(
        (limit - members.Max(member => member.SecondsBefore)) * members.Count, 0, RunExecutor.LongestTimer));

    void Train(Func<(RunStatus Status, string Reason)> broken, CancellationToken ending)
    {
        PlannedRun first = members[0].Run;
        PreparedData prepared = data.Get(first.Config.Data, Precisions.Of(first.Config), device);
        using IEngine engine = EngineKinds.All.Create(first.Config.Training.Engine)
            .Build([.. members.Select(member => member.Run.Config)], prepared.Features, prepared.Classes, torch.device(device));
        var loop = new TrainingLoop(
            [.. members.Select(member => member.Join(prepared, data.Predictions))],
            prepared, engine, clock, stepsPerReading);
        loop.AtCheckpoint = () =>
        {
            Keep(engine);

            // Those that diverged have their results now, whatever becomes of the others, which go on without them.
            End(engine, loop, member => !member.Trains);
        };
        Begin(engine, loop);
        bool isBroken = false;
        try
        {
            loop.Run(observer.Stepped, ending);
        }
        catch (OperationCanceledException)
        {
            // Now, and before anything is evaluated, so that nothing of what was done is lost: there may be seconds
            // left.
            isBroken = true;
            if (first.Config.Training.CheckpointEvery is not null) Keep(engine);
        }

        // Those that diverged have a result also where the others were broken off: their parameters are what they
        // were then.
        End(engine, loop, member => !member.Trains || member.Steps == member.Config.Training.Steps);
        (RunStatus status, string reason) = isBroken ? broken() : (RunStatus.Cancelled, "it was only company");
        EndAll(member => Of(member) with { Status = status, Reason = reason });
    }

    void Begin(IEngine engine, TrainingLoop loop)
    {
        if (members.Any(member => member.From is not null))
        {
            foreach ((int place, CohortMember member) in members.Index()) member.Restore(engine, place);
            return;
        }

        foreach (CohortMember member in members) member.Begin();
        loop.Prepare();
        foreach ((int place, CohortMember member) in members.Index()) member.KeepWeights("initial", engine, place);
    }

    void Keep(IEngine engine)
    {
        foreach ((int place, CohortMember member) in members.Index())
        {
            if (member.Progress!.Trains) member.Keep(engine, place);
        }
    }

    /// <summary>Ends members with the results that they have, all of the same evaluation.</summary>
    void End(IEngine engine, TrainingLoop loop, Func<LoopMember, bool> isWhole)
    {
        var ended = members.Index()
            .Where(pair => pair.Item is { Outcome: null, IsPlaceholder: false } member && isWhole(member.Progress!))
            .ToList();
        if (ended.Count == 0) return;

        var evaluations = loop.Evaluate(ended.Select(pair => (pair.Index, pair.Item.Progress!)));
        Evaluation? chance = loop.Chance;
        foreach ((int place, CohortMember member) in ended) member.KeepWeights("final", engine, place);
        var places = ended.ToDictionary(pair => pair.Item, pair => pair.Index);
        EndAll(member => Of(member) with
        {
            Status = member.Progress!.DivergedWith is null ? RunStatus.Completed : RunStatus.Diverged,
            Reason = member.Progress.DivergedWith is { } loss
                ? FormattableString.Invariant($"the loss of step {member.Steps - 1} is {loss}")
                : null,
            TestLoss = evaluations.Test?[places[member]].Loss,
            TestAccuracy = evaluations.Test?[places[member]].Accuracy,
            ChanceLoss = chance?.Loss,
            ChanceAccuracy = chance?.Accuracy,
            TestRows = chance is null ? null : loop.TestRows,
            ValidationLoss = evaluations.Validation?[places[member]].Loss,
            ValidationAccuracy = evaluations.Validation?[places[member]].Accuracy,
        }, places.ContainsKey);
    }

    /// <summary>Ends every member that has not; one whose files are lost does not keep the others from their outcomes.</summary>
    void EndAll(Func<CohortMember, Outcome> outcomeOf, Func<CohortMember, bool>? which = null)
    {
        foreach (CohortMember member in members.Where(member => member.Outcome is null))
        {
            if (which?.Invoke(member) == false) continue;
            try
            {
                member.End(outcomeOf(member));
                observer.Finished(member.Run, member.Outcome!);
            }
            catch (IOException exception) when (StorageFailure.Of(exception) is null)
            {
                _lost ??= exception;
            }
        }
    }

    Outcome Of(CohortMember member) => member.Progress is not { } progress
        ? new Outcome { Identity = member.Run.Identity, Status = RunStatus.Failed, Seconds = Seconds(member), Steps = member.Steps }
        : new Outcome
        {
            Identity = member.Run.Identity,
            Status = RunStatus.Failed,
            Seconds = Seconds(member),
            Steps = member.Steps,
            TrainLoss = progress.Losses.Mean,
            Decay = progress.Deltas is ({ } first, { } last) ? new OutcomeDecay(DecayFactor.From(first), DecayFactor.From(last)) : null,
            Theory = progress.Deltas.First is { } deltas ? progress.Theory?.Compare(deltas) : null,
            Cost = progress.Cost.StepMicroseconds is { } step ? new OutcomeCost(step, progress.Cost.ProbeShare) : null,
        };

    // The first line: what libtorch adds is a list of addresses. The whole text is in the records.
    static string Words(Exception exception) => $"{exception.GetType().Name}: {exception.Message.Split('\n')[0].Trim()}";
}
