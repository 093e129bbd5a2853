namespace TorchGradients.Reporting.Archive;

/// <summary>What <c>outcome.json</c> tells of a run; what was not measured is null.</summary>
/// <param name="Identity">The identity of the work that was done.</param>
/// <param name="Status"><c>completed</c>, <c>diverged</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Reason">Why it ended so, where that needs saying.</param>
/// <param name="Steps">The number of steps that were done.</param>
/// <param name="Seconds">How long they took.</param>
/// <param name="TrainLoss">The mean loss of the last ten batches.</param>
/// <param name="TestLoss">The loss on the test part.</param>
/// <param name="TestAccuracy">The accuracy on the test part.</param>
/// <param name="Decay">The decay of ‖δ‖ from layer to layer.</param>
public sealed record ArchivedOutcome(
    string? Identity,
    string Status,
    string? Reason,
    int? Steps,
    double? Seconds,
    double? TrainLoss,
    double? TestLoss,
    double? TestAccuracy,
    ArchivedDecays? Decay);
