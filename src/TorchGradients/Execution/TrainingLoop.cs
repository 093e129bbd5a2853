using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Probes;
using TorchGradients.Training;

namespace TorchGradients.Execution;

/// <summary>
/// The steps of runs that train together: batches, engine, records. A member ends early at its first loss that is not finite;
/// the engine leaves it as it is from then on.
/// </summary>
/// <param name="members">The runs: all that train at the same step, with the same probes and intervals.</param>
/// <param name="data">Their data.</param>
/// <param name="engine">What trains them, in the same order.</param>
/// <param name="clock">Measures steps.</param>
/// <param name="stepsPerReading">Steps whose numbers leave the device together; null: as many as suit the engine.</param>
public sealed class TrainingLoop(
    IReadOnlyList<LoopMember> members, PreparedData data, IEngine engine, TimeProvider clock, int? stepsPerReading = null)
{
    readonly TrainingConfig _training = members[0].Config.Training;
    readonly ProbeSet _probes = new(members[0].Config.Probes);
    readonly BlockRows _rows = new(members, data);
    readonly int _stepsPerReading = stepsPerReading ?? engine.StepsPerReading;
    bool _isWarm;

    /// <summary>Takes the rows of batches to where the data are, those of a block's steps at once.</summary>
    public INumberSender Sender { get; init; } = new PinnedUpload();

    /// <summary>Called with the state whole, after every <c>training:checkpointEvery</c> steps but the last.</summary>
    public Action AtCheckpoint { get; set; } = () => { };

    /// <summary>Steps made by those that still train.</summary>
    public int Steps { get; private set; } = members.Max(member => member.Steps);

    /// <summary>Those that train: not diverged, and more than a placeholder.</summary>
    public IEnumerable<(int Index, LoopMember Member)> Training => members.Index().Where(pair => pair.Item.Trains);

    /// <summary>What a constant output reaches on the test part; null without one.</summary>
    public Evaluation? Chance => ConstantGuess.On(data, TorchGradients.Training.Losses.Losses.All.Create(_training.Loss));

    /// <summary>Rows of the test part.</summary>
    public int TestRows => (int)data.TestInputs.shape[0];

    /// <summary>Shows the engine the first batches, for initial weights that depend on them.</summary>
    public void Prepare()
    {
        using var scope = torch.NewDisposeScope();
        engine.Prepare(data.TrainBatches(_rows.Of(0, 1, Sender)[0], members.Count).Inputs);
    }

    /// <summary>
    /// Trains to the end, from where the members are, or until all have diverged of which something is kept.
    /// </summary>
    /// <param name="stepped">Called after each step with its number and the members' losses; where several are read together, then.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(Action<int, IReadOnlyList<double>> stepped, CancellationToken cancellation)
    {
        while (Steps < _training.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((int step, IReadOnlyList<double> losses) in Block(Steps, cancellation)) stepped(step, losses);
            if (!Training.Any(pair => !pair.Member.IsCompany)) return;
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
            // A step that diverged made no update, so the parameters before it are what is evaluated, and records end
            // with it. Batch norm's running statistics have seen its batch, as in any forward pass.
            int step = member.DivergedWith is null ? member.Steps : member.Steps - 1;
            if (test is not null) member.Add(step, "test", test[i]);
            if (validation is not null) member.Add(step, "validation", validation[i]);
        }

        return (test, validation);
    }

    bool IsDue(int? every) => Steps % (every ?? int.MaxValue) == 0 && Steps < _training.Steps;

    IReadOnlyList<Evaluation>? Evaluate(Tensor? inputs, Tensor? labels) =>
        inputs is null || labels is null || inputs.shape[0] == 0 ? null : engine.Evaluate(inputs, labels);

    /// <summary>Makes the steps that are read together, and takes in what they yielded: up to that in which the last member diverged.</summary>
    List<(int Step, IReadOnlyList<double> Losses)> Block(int first, CancellationToken cancellation)
    {
        using var scope = torch.NewDisposeScope();
        long start = clock.GetTimestamp();
        int length = Length(first);
        IReadOnlyList<Tensor> rows = _rows.Of(first, length, Sender);
        IReadOnlyList<StepResult> results = length == 1
            ? [engine.Step(Inputs(rows[0], out Tensor labels), labels, first, _probes.NeededAt(first))]
            : Together(first, rows, cancellation);
        double share = clock.GetElapsedTime(start).TotalMicroseconds / results.Count / members.Count;

        // Times within a block are not told apart, so one recorded step makes all of them count as such.
        bool isProbed = Enumerable.Range(first, results.Count).Any(step => _probes.NeededAt(step).Count > 0);
        var made = new List<(int, IReadOnlyList<double>)>(results.Count);
        foreach ((int i, StepResult result) in results.Index())
        {
            if (!Training.Any()) break;
            Add(first + i, result, isProbed, share);
            made.Add((first + i, result.Losses));
        }

        _isWarm = true;
        return made;
    }

    /// <summary>As many as are read together, but none beyond an evaluation, a checkpoint or the end; few where times are not counted yet.</summary>
    int Length(int first)
    {
        int length = Math.Min(_isWarm ? _stepsPerReading : Math.Min(_stepsPerReading, StepClock.WarmUp), _training.Steps - first);
        foreach (int every in new[] { _training.EvaluateEvery, _training.CheckpointEvery }.OfType<int>())
        {
            length = Math.Min(length, every - first % every);
        }

        return length;
    }

    IReadOnlyList<StepResult> Together(int first, IReadOnlyList<Tensor> rows, CancellationToken cancellation)
    {
        for (int i = 0; i < rows.Count && (i == 0 || !cancellation.IsCancellationRequested); i++)
        {
            using var scope = torch.NewDisposeScope();
            engine.Enqueue(Inputs(rows[i], out Tensor labels), labels, first + i, _probes.NeededAt(first + i));
        }

        return engine.Read();
    }

    Tensor Inputs(Tensor rows, out Tensor labels)
    {
        (Tensor inputs, labels) = data.TrainBatches(rows, members.Count);
        return inputs;
    }

    void Add(int step, StepResult result, bool isProbed, double share)
    {
        IReadOnlyList<Quantity> due = _probes.DueAt(step);
        for (int i = 0; i < members.Count; i++)
        {
            LoopMember member = members[i];
            if (!member.Trains) continue;
            member.Cost.Add(step, isProbed, share);
            member.Add(step, result.Losses[i], due, result.Measured[i]);
            if (!member.Trains) member.DivergedAt = clock.GetTimestamp();
        }

        Steps = step + 1;
    }
}
