using Xunit;

namespace TorchGradients.EndToEnd.Slurm;

/// <summary>Tests that share a cluster, one after the other.</summary>
[CollectionDefinition(nameof(SlurmCluster))]
public sealed class SlurmCollection : ICollectionFixture<SlurmCluster>;
