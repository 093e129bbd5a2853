namespace TorchGradients.Reporting.Analysis.Claims;

/// <summary>What the measurements say of a claim.</summary>
public enum ClaimOutcome
{
    /// <summary>All intervals agree with it.</summary>
    Holds,

    /// <summary>An interval disagrees with it.</summary>
    DoesNotHold,

    /// <summary>Too few seeds, or an interval lies on both sides.</summary>
    NotDecided,
}
