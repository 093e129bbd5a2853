namespace TorchGradients.Records;

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>All steps were made.</summary>
    Completed,

    /// <summary>A loss was not finite: a result.</summary>
    Diverged,

    /// <summary>Something went wrong.</summary>
    Failed,

    /// <summary>Someone stopped it.</summary>
    Cancelled,
}
