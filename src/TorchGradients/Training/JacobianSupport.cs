using TorchGradients.Configuration;
using TorchGradients.Models.Normalizations;
using TorchGradients.Probes;

namespace TorchGradients.Training;

/// <summary>Of which networks the singular values of the Jacobian can be told.</summary>
public static class JacobianSupport
{
    /// <summary>What keeps a run from recording them; empty where nothing does, or where it does not want to.</summary>
    public static IReadOnlyList<(string Path, string Finding, string Fix)> Problems(RunConfig config)
    {
        NormalizationStatistics? statistics = Normalizations.All.Create(config.Model.Normalization).Statistics;
        bool isWanted = config.Probes.Any(probe => probe.Name == Quantities.JacobianSingularValues);
        return !isWanted || statistics is null or { OverBatch: true } ? [] :
        [
            ("probes", $"records {Quantities.JacobianSingularValues}, which is not known under {config.Model.Normalization.Name}: its statistics are each sample's own",
                "Leave the probe out, or use none, batch-norm (its statistics held fixed) or weight-norm."),
        ];
    }
}
