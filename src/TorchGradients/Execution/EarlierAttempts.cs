namespace TorchGradients.Execution;

/// <summary>Which earlier attempts at a run a new one may go on from.</summary>
public enum EarlierAttempts
{
    /// <summary>None: earlier results do not count.</summary>
    None,

    /// <summary>What is set aside.</summary>
    SetAside,

    /// <summary>That, and the run's own folder.</summary>
    All,
}
