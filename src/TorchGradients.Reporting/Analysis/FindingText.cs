namespace TorchGradients.Reporting.Analysis;

/// <summary>What a diagnosis comes to, in a word or two.</summary>
public static class FindingText
{
    /// <summary>The finding's words.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Unknown => "unknown",
        Verdict.Healthy => "healthy",
        Verdict.Diverged => "diverged",
        Verdict.Underflow => "underflows",
        Verdict.Vanishing => "vanishes",
        Verdict.VanishingButUpdated => "update only",
        Verdict.Exploding => "explodes",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
