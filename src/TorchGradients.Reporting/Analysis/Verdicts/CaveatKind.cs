namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>Why a conclusion may not hold, or not as far as it sounds.</summary>
public enum CaveatKind
{
    /// <summary>Nothing is compared.</summary>
    NoBaseline,

    /// <summary>Too few seeds to tell a difference from noise.</summary>
    FewSeeds,

    /// <summary>Seeds that one of two cells lacks, so that pairs are missing.</summary>
    UnpairedSeeds,

    /// <summary>An axis that was not asked about.</summary>
    FixedSetting,

    /// <summary>Settings that are the same for all remedies, or anyone's choice for each, since no axis tunes them.</summary>
    Untuned,

    /// <summary>A nuisance axis without held-back data: nothing was chosen.</summary>
    NoSelection,

    /// <summary>The chosen nuisance value is the smallest or the largest that was tried.</summary>
    EdgeOfRange,

    /// <summary>A nuisance axis in the baseline, whose value is chosen as elsewhere.</summary>
    TunedBaseline,

    /// <summary>Diverged runs, whose values are in no mean.</summary>
    DivergedLeftOut,

    /// <summary>Runs diverged with nuisance values that were not chosen.</summary>
    DivergedElsewhere,

    /// <summary>Effects that the grid cannot tell apart.</summary>
    Fraction,

    /// <summary>Times of a machine, with what else ran on it.</summary>
    MachineTime,

    /// <summary>Times that runs have in common, as they trained together: they tell no cost.</summary>
    SharedTime,

    /// <summary>Runs without a chance level: whether they train is judged by the training loss.</summary>
    ChanceUnknown,

    /// <summary>Differences without any spread between seeds.</summary>
    NoSpread,

    /// <summary>Updates of exactly 0, which the number format took away.</summary>
    Absorbed,
}
