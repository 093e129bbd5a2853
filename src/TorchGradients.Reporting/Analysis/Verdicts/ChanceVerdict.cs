namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>How an accuracy compares to a constant guess's.</summary>
public enum ChanceVerdict
{
    /// <summary>Better by a share that counts, and more than noise.</summary>
    Better,

    /// <summary>Better by a share that counts, which may be noise.</summary>
    NotTold,

    /// <summary>No better, or by less than counts.</summary>
    NoBetter,
}
