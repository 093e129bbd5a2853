namespace TorchGradients.Randomness;

/// <summary>What random streams are for.</summary>
public static class StreamPurposes
{
    /// <summary>A layer's weights.</summary>
    public const string Weights = "weights";

    /// <summary>A layer's biases.</summary>
    public const string Biases = "biases";

    /// <summary>The order of the training rows in an epoch; the index is the epoch.</summary>
    public const string DataOrder = "data-order";

    /// <summary>A made data set's rows.</summary>
    public const string MadeData = "made-data";
}
