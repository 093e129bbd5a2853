namespace TorchGradients.Records;

/// <summary>Decay factors of a run.</summary>
/// <param name="AtInitialization">At step 0; null where it was not recorded.</param>
/// <param name="AtEnd">At the last recorded step.</param>
public sealed record OutcomeDecay(DecayFactor? AtInitialization, DecayFactor? AtEnd);
