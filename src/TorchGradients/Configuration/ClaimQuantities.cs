namespace TorchGradients.Configuration;

/// <summary>The numbers of a whole run that a claim may be about; any recorded quantity may be too.</summary>
public static class ClaimQuantities
{
    /// <summary>Columns of <c>comparison.csv</c> and fields of <c>outcome.json</c>.</summary>
    public static IReadOnlyList<string> OfRuns { get; } =
    [
        "testAccuracy", "trainLoss", "deltaDecayAtInitialization", "deltaDecayAtEnd", "firstLayerUpdateRatio", "seconds",
        "testLoss", "stepMicroseconds", "firstToLastRatioAtInitialization", "firstToLastRatioAtEnd",
    ];

    /// <summary>
    /// Numbers of a cell, known beforehand, along which a slope may be taken as along an axis: <c>sumOfInverseWidths</c>, Σ 1/n_l
    /// over the hidden layers; <c>depthInScales</c>, their number by theory's ξ_c (0 where that is infinite);
    /// <c>predictedVariance</c>, theory's variance of ln(‖δ_1‖ / ‖δ_(L−1)‖) from seed to seed.
    /// </summary>
    public static IReadOnlyList<string> OfCells { get; } = ["sumOfInverseWidths", "depthInScales", "predictedVariance"];

    /// <summary>The recorded quantity from which one of them is computed; null where every run has it.</summary>
    public static string? ProbeOf(string quantity) => quantity switch
    {
        "deltaDecayAtInitialization" or "deltaDecayAtEnd" or "firstToLastRatioAtInitialization" or "firstToLastRatioAtEnd" => "delta-norm",
        "firstLayerUpdateRatio" => "update-ratio",
        _ => null,
    };
}
