using TorchGradients.Probes;
using TorchGradients.Records;

namespace TorchGradients.Training;

/// <summary>What trains a network, torch or hand-rolled: the run's loop sees nothing else.</summary>
public interface IEngine : IDisposable
{
    /// <summary>Number of layers L, the output layer among them.</summary>
    int LayerCount { get; }

    /// <summary>Number of members that train side by side.</summary>
    int MemberCount { get; }

    /// <summary>
    /// Before the first step: fits initial weights to the first batch, for initialisers that do so (lsuv).
    /// </summary>
    /// <param name="inputs">The first batch: [member, batch, features].</param>
    void Prepare(Tensor inputs);

    /// <summary>
    /// One step: forward, loss, backward, measurements, clipping, update, measurements of the update. A member whose
    /// loss is not finite is not updated, its update measurements are null, and it is frozen from then on; batch norm's
    /// running statistics have followed that last batch, in the forward pass. The loss of a member that was frozen
    /// before is NaN, its measurements are null; where all are, nothing is computed.
    /// </summary>
    /// <param name="inputs">[member, batch, features], each member's own batch, in the run's precision on the run's device.</param>
    /// <param name="labels">[member, batch], int64.</param>
    /// <param name="step">0 … steps − 1.</param>
    /// <param name="needed">What is measured; nothing else costs time.</param>
    StepResult Step(Tensor inputs, Tensor labels, int step, IReadOnlySet<Measurement> needed);

    /// <summary>
    /// How many steps are best made by <see cref="Enqueue"/> before <see cref="Read"/>: 1 where reading costs nothing.
    /// </summary>
    int StepsPerReading { get; }

    /// <summary>
    /// The same as <see cref="Step"/>, but its numbers stay where they are until <see cref="Read"/>: nothing waits for the
    /// device. A member that diverges is frozen there, at the same step and with the same numbers.
    /// </summary>
    /// <param name="inputs">[member, batch, features], each member's own batch, in the run's precision on the run's device.</param>
    /// <param name="labels">[member, batch], int64.</param>
    /// <param name="step">0 … steps − 1.</param>
    /// <param name="needed">What is measured; nothing else costs time.</param>
    void Enqueue(Tensor inputs, Tensor labels, int step, IReadOnlySet<Measurement> needed);

    /// <summary>What the steps yielded that were made by <see cref="Enqueue"/> since the last reading: one copy for all of them.</summary>
    IReadOnlyList<StepResult> Read();

    /// <summary>
    /// Leaves a member as it is from now on: no step updates it again, and it never touches the others. For a member
    /// that has ended before the others, when all steps are read.
    /// </summary>
    void Freeze(int member);

    /// <summary>Mean loss and accuracy per member over all rows, in evaluation mode.</summary>
    /// <param name="inputs">[rows, features], shared by the members.</param>
    /// <param name="labels">[rows], int64.</param>
    IReadOnlyList<Evaluation> Evaluate(Tensor inputs, Tensor labels);

    /// <summary>A member's weights under their names in safetensors files.</summary>
    IReadOnlyList<NamedArray> Weights(int member);

    /// <summary>
    /// All that a member's next step depends on: its weights and running statistics, as <see cref="Weights"/> has them, and
    /// the optimizer's numbers, <c>optimizer.NAME.STATE</c>.
    /// </summary>
    IReadOnlyList<NamedArray> State(int member);

    /// <summary>Puts a member where <see cref="State"/> found it; nothing is fitted to a first batch any more.</summary>
    /// <exception cref="InvalidDataException">The state is that of another network.</exception>
    void Restore(int member, IReadOnlyList<NamedArray> state);
}
