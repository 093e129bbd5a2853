namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>What kind of number a norm is.</summary>
public enum MagnitudeKind
{
    /// <summary>A number with all its digits, however small.</summary>
    Normal,

    /// <summary>Its typical entry is below the smallest normal number: digits are lost, and soon it is 0.</summary>
    Denormal,

    /// <summary>Exactly 0.</summary>
    Zero,

    /// <summary>NaN or infinite.</summary>
    NotFinite,
}
