using System.ComponentModel;

namespace TorchGradients.Configuration;

/// <summary>
/// What somebody claims about an experiment's networks, and the condition that decides it: an entry of <c>claims</c>.
/// No run's numbers depend on it, so it is no part of a run's config or identity.
/// </summary>
public sealed record ClaimConfig
{
    /// <summary>The claim, in a sentence.</summary>
    [Description("the claim, in a sentence")]
    public string Claim { get; init; } = "";

    /// <summary>Who claims it: authors, year, where.</summary>
    [Description("who claims it: authors, year, where")]
    public string Source { get; init; } = "";

    /// <summary>What must be measured for it to hold.</summary>
    [Description("what must be measured for it to hold")]
    public ClaimCondition Condition { get; init; } = new();
}
