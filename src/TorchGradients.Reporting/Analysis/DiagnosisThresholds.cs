namespace TorchGradients.Reporting.Analysis;

/// <summary>
/// The numbers at which a diagnosis changes its words. They are rules of thumb, wide enough that no verdict hangs on the
/// noise of a seed.
/// </summary>
public static class DiagnosisThresholds
{
    /// <summary>The first layer gets less than this fraction of what the last hidden layer gets: it vanishes.</summary>
    public const double Vanishing = 0.1;

    /// <summary>The first layer gets more than this multiple: it grows; more than its square: it explodes.</summary>
    public const double Exploding = 10;

    /// <summary>An update ratio below this: a thousand steps change the weights by less than 0.1 %, no learning.</summary>
    public const double NoLearning = 1e-6;

    /// <summary>An update ratio from here on is useful (1e-3 is the usual advice): a thousand steps change the weights by 10 %.</summary>
    public const double Learning = 1e-4;

    /// <summary>More than this fraction of units dead, or of entries of δ exactly 0, in a layer is worth a sentence.</summary>
    public const double Majority = 0.5;

    /// <summary>More than this fraction of units saturated on average is worth a sentence.</summary>
    public const double Saturated = 0.5;
}
