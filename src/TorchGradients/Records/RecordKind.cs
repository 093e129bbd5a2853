namespace TorchGradients.Records;

/// <summary>What an event of <c>records.clef</c> is about; in the file in lower case.</summary>
public enum RecordKind
{
    /// <summary>A quantity with a value per layer 1 … L.</summary>
    Layers,

    /// <summary>A quantity with several values that belong to no layer.</summary>
    Values,

    /// <summary>A quantity with one value.</summary>
    Scalar,

    /// <summary>A run's start, end and what lies between.</summary>
    Lifecycle,
}
