using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>What a diagnosis comes to, in a word or two.</summary>
static class FindingText
{
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
