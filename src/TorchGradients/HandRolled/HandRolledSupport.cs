using TorchGradients.Configuration;

namespace TorchGradients.HandRolled;

/// <summary>What the hand-rolled engine knows.</summary>
public static class HandRolledSupport
{
    static readonly string[] s_normalizations = ["none", "batch-norm"];

    /// <summary>What keeps it from training that config; empty where nothing does.</summary>
    /// <param name="config">The run.</param>
    /// <param name="otherwise">What else can be done about it, as the end of a sentence.</param>
    public static IReadOnlyList<(string Path, string Finding, string Fix)> Problems(RunConfig config, string otherwise)
    {
        var problems = new List<(string, string, string)>();
        if (!s_normalizations.Contains(config.Model.Normalization.Name))
        {
            problems.Add(("model:normalization", $"is {config.Model.Normalization.Name}, which the hand-rolled engine does not know",
                $"Use {string.Join(" or ", s_normalizations)}, {otherwise}"));
        }

        if (config.Model.Connection.Name != "plain")
        {
            problems.Add(("model:connection", $"is {config.Model.Connection.Name}, which the hand-rolled engine does not know",
                $"Use plain, {otherwise}"));
        }

        string optimizer = config.Training.Optimizer.Name;
        if (!HandRolledOptimizers.All.Contains(optimizer))
        {
            string known = string.Join(" or ", HandRolledOptimizers.All.Components.Select(component => component.Name));
            problems.Add(("training:optimizer", $"is {optimizer}, which the hand-rolled engine does not know",
                $"Use {known}, {otherwise}"));
        }

        return problems;
    }
}
