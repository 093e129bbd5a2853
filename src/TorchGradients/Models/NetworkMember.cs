using TorchGradients.Configuration;

namespace TorchGradients.Models;

/// <summary>What one member of a stacked network is drawn from.</summary>
/// <param name="Model">The network; members of one stack differ in their initialisers only.</param>
/// <param name="Seed">Key of its random streams.</param>
public sealed record NetworkMember(ModelConfig Model, long Seed);
