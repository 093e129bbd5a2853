namespace TorchGradients.Cli.Workers;

/// <summary>What a worker tells.</summary>
internal enum WorkerReportKind
{
    /// <summary>Steps were made; told now and then.</summary>
    Stepped,

    /// <summary>The cohort has ended; the outcomes are in the attempts' folders.</summary>
    Ended,

    /// <summary>Nothing can be written; there is no outcome.</summary>
    CannotWrite,
}
