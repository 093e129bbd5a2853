namespace TorchGradients.Configuration;

/// <summary>Everything that one run needs to know: an experiment's config in one cell, with one seed.</summary>
public sealed record RunConfig
{
    /// <summary>The experiment's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The data set with its options, <see cref="DataConfig"/> among them.</summary>
    public required ComponentConfig Data { get; init; }

    /// <summary>The network.</summary>
    public ModelConfig Model { get; init; } = new();

    /// <summary>The training.</summary>
    public TrainingConfig Training { get; init; } = new();

    /// <summary>What is recorded.</summary>
    public IReadOnlyList<ProbeConfig> Probes { get; init; } = [];

    /// <summary>How it is carried out.</summary>
    public ExecutionConfig Execution { get; init; } = new();

    /// <summary>Key of all the run's random streams.</summary>
    public long Seed { get; init; } = 1;
}
