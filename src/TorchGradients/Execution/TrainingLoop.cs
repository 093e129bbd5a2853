using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Probes;
using TorchGradients.Training;

namespace TorchGradients.Execution;

/// <summary>
/// The steps of runs that train together: batches, engine, records. A member ends early at its first loss that is not finite;
/// the engine leaves it as it is from then on.
/// </summary>
/// <param name="members">The runs: all at the same step, with the same probes and intervals.</param>
/// <param name="data">Their data.</param>
/// <param name="engine">What trains them, in the same order.</param>
/// <param name="clock">Measures steps.</param>
public sealed class TrainingLoop(IReadOnlyList<LoopMember> members, PreparedData data, IEngine engine, TimeProvider clock)
{
    readonly TrainingConfig _training = members[0].Config.Training;
    readonly ProbeSet _probes = new(members[0].Config.Probes);
    readonly int _batchSize = members[0].Config.Data.As<DataConfig>().BatchSize;
    readonly long[] _rows = new long[members.Count * members[0].Config.Data.As<DataConfig>().BatchSize];

    /// <summary>Called with the state whole, after every <c>training:checkpointEvery</c> steps but the last.</summary>
    public Action AtCheckpoint { get; set; } = () => { };

    /// <summary>Steps made by those that still train.</summary>
    public int Steps { get; private set; } = members[0].Steps;

    /// <summary>Those that have not diverged.</summary>
    public IEnumerable<(int Index, LoopMember Member)> Training =>
        members.Index().Where(pair => pair.Item.DivergedWith is null);

    /// <summary>What a constant output reaches on the test part; null without one.</summary>
    public Evaluation? Chance => ConstantGuess.On(data, TorchGradients.Training.Losses.Losses.All.Create(_training.Loss));

    /// <summary>Rows of the test part.</summary>
    public int TestRows => (int)data.TestInputs.shape[0];

    /// <summary>Shows the engine the first batches, for initial weights that depend on them.</summary>
    public void Prepare()
    {
        using var scope = torch.NewDisposeScope();
        engine.Prepare(Batches(0).Inputs);
    }

    /// <summary>Trains to the end, from where the members are.</summary>
    /// <param name="stepped">Called after each step with its number and the members' losses.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(Action<int, IReadOnlyList<double>> stepped, CancellationToken cancellation)
    {
        for (int step = Steps; step < _training.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<double> losses = Step(step);
            stepped(step, losses);
            if (!Training.Any()) return;
            if (IsDue(_training.EvaluateEvery)) Evaluate(Training);
            if (IsDue(_training.CheckpointEvery)) AtCheckpoint();
        }
    }

    /// <summary>Evaluates on the test part, and on the held-back part where there is one, and records both for some members.</summary>
    /// <param name="some">Whose records get it.</param>
    /// <returns>Of every member.</returns>
    public (IReadOnlyList<Evaluation>? Test, IReadOnlyList<Evaluation>? Validation) Evaluate(IEnumerable<(int Index, LoopMember Member)> some)
    {
        IReadOnlyList<Evaluation>? test = Evaluate(data.TestInputs, data.TestLabels);
        IReadOnlyList<Evaluation>? validation = Evaluate(data.ValidationInputs, data.ValidationLabels);
        foreach ((int i, LoopMember member) in some)
        {
            // A step that diverged made no update: its state is what is evaluated, and its records end with it.
            int step = member.DivergedWith is null ? member.Steps : member.Steps - 1;
            if (test is not null) member.Add(step, "test", test[i]);
            if (validation is not null) member.Add(step, "validation", validation[i]);
        }

        return (test, validation);
    }

    bool IsDue(int? every) => Steps % (every ?? int.MaxValue) == 0 && Steps < _training.Steps;

    IReadOnlyList<Evaluation>? Evaluate(Tensor? inputs, Tensor? labels) =>
        inputs is null || labels is null || inputs.shape[0] == 0 ? null : engine.Evaluate(inputs, labels);

    IReadOnlyList<double> Step(int step)
    {
        using var scope = torch.NewDisposeScope();
        IReadOnlySet<Measurement> needed = _probes.NeededAt(step);
        long start = clock.GetTimestamp();
        (Tensor inputs, Tensor labels) = Batches(step);
        StepResult result = engine.Step(inputs, labels, step, needed);
        double share = clock.GetElapsedTime(start).TotalMicroseconds / members.Count;

        IReadOnlyList<Quantity> due = _probes.DueAt(step);
        for (int i = 0; i < members.Count; i++)
        {
            LoopMember member = members[i];
            if (member.DivergedWith is not null) continue;
            member.Cost.Add(step, needed.Count > 0, share);
            member.Add(step, result.Losses[i], due, result.Measured[i]);
        }

        Steps = step + 1;
        return result.Losses;
    }

    (Tensor Inputs, Tensor Labels) Batches(int step)
    {
        for (int i = 0; i < members.Count; i++) members[i].Order.CopyRows(step, _rows.AsSpan(i * _batchSize, _batchSize));
        return data.TrainBatches(_rows, members.Count);
    }
}
