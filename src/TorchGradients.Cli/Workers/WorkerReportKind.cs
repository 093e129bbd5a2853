namespace TorchGradients.Cli.Workers;

/// <summary>What a worker tells.</summary>
internal enum WorkerReportKind
{
    /// <summary>Steps were made; told now and then.</summary>
    Stepped,

    /// <summary>Something that a person should know.</summary>
    Said,

    /// <summary>The cohort has ended; the outcomes are in the attempts' folders.</summary>
    Ended,

    /// <summary>
    /// Runs whose numbers are bound to their cohort do not fit into the device's memory together; only those that had
    /// diverged have outcomes.
    /// </summary>
    TooLarge,

    /// <summary>Nothing can be written; there is no outcome.</summary>
    CannotWrite,
}
