using System.Text.Json.Serialization;

namespace TorchGradients.Records;

/// <summary>What a run came to: <c>outcome.json</c>. What is absent is null.</summary>
public sealed record Outcome
{
    /// <summary>How many batches <see cref="TrainLoss"/> is the mean of; of a shorter run all.</summary>
    public const int TrainLossBatches = 10;

    /// <summary>The full hash of the resolved config.</summary>
    public required string Identity { get; init; }

    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Why it ended so, where that is not plain.</summary>
    public string? Reason { get; init; }

    /// <summary>Steps that were made.</summary>
    public required int Steps { get; init; }

    /// <summary>Wall-clock time; of what runs took together, each one's share.</summary>
    public required double Seconds { get; init; }

    /// <summary>Mean over the last <see cref="TrainLossBatches"/> batches.</summary>
    public double? TrainLoss { get; init; }

    /// <summary>Mean over the test part.</summary>
    public double? TestLoss { get; init; }

    /// <summary>Over the test part.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>
    /// The loss that the best constant output reaches on the test part: the training part's class frequencies with
    /// cross-entropy, the mean of its one-hot targets with mse. Null without a test part, and from earlier versions.
    /// </summary>
    public double? ChanceLoss { get; init; }

    /// <summary>The accuracy of always saying the training part's most frequent class, on the test part; null as before.</summary>
    public double? ChanceAccuracy { get; init; }

    /// <summary>Rows of the test part; null as before.</summary>
    public int? TestRows { get; init; }

    /// <summary>Mean over what was held back; not written where nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationLoss { get; init; }

    /// <summary>Over what was held back; not written where nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationAccuracy { get; init; }

    /// <summary>How ‖δ‖ decays over the hidden layers; null without <c>delta-norm</c>.</summary>
    public OutcomeDecay? Decay { get; init; }

    /// <summary>
    /// The decay factor of step 0 beside theory's; null without <c>delta-norm</c> at step 0, and from earlier versions.
    /// </summary>
    public OutcomeTheory? Theory { get; init; }

    /// <summary>What a step cost.</summary>
    public OutcomeCost? Cost { get; init; }
}
