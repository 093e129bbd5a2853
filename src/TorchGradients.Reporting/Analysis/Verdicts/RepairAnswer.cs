namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>What a remedy does to a gradient, or to an update.</summary>
public enum RepairAnswer
{
    /// <summary>It was not measured.</summary>
    Unknown,

    /// <summary>Baseline and remedy are both in order.</summary>
    NothingToRepair,

    /// <summary>The baseline is ill, the remedy is not.</summary>
    Repairs,

    /// <summary>Before training it is in order, at the end it is not.</summary>
    RepairsAtFirst,

    /// <summary>Before training it is not in order, at the end it is, unlike the baseline.</summary>
    RepairsLater,

    /// <summary>From one illness to the opposite one: what was too small is too large, or the other way round.</summary>
    Overcorrects,

    /// <summary>
    /// Both are ill, the remedy significantly less: of a gradient by the first-to-last ratio, by which illness is told too.
    /// </summary>
    Improves,

    /// <summary>Both are ill.</summary>
    DoesNotRepair,

    /// <summary>The baseline is in order, the remedy is not.</summary>
    Harms,
}
