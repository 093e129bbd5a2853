using TorchGradients.Configuration;

namespace TorchGradients.HandRolled;

/// <summary>What the hand-rolled engine knows.</summary>
public static class HandRolledSupport
{
    static readonly string[] s_normalizations = ["none", "batch-norm"];

    /// <summary>What keeps it from training that config; empty where nothing does.</summary>
    public static IReadOnlyList<(string Path, string Finding, string Fix)> Problems(RunConfig config)
    {
        const string Otherwise = "or set training:engine to torch.";
        var problems = new List<(string, string, string)>();
        if (!s_normalizations.Contains(config.Model.Normalization.Name))
        {
            problems.Add(("model:normalization", $"is {config.Model.Normalization.Name}, which the hand-rolled engine does not know",
                $"Use {string.Join(" or ", s_normalizations)}, {Otherwise}"));
        }

        if (config.Model.Connection.Name != "plain")
        {
            problems.Add(("model:connection", $"is {config.Model.Connection.Name}, which the hand-rolled engine does not know",
                $"Use plain, {Otherwise}"));
        }

        string optimizer = config.Training.Optimizer.Name;
        if (!HandRolledOptimizers.All.Contains(optimizer))
        {
            string known = string.Join(" or ", HandRolledOptimizers.All.Components.Select(component => component.Name));
            problems.Add(("training:optimizer", $"is {optimizer}, which the hand-rolled engine does not know", $"Use {known}, {Otherwise}"));
        }

        if (optimizer == "sgd" && config.Training.Optimizer.As<Training.Optimizers.SgdOptions>().Nesterov)
        {
            problems.Add(("training:optimizer:nesterov", "is true, which the hand-rolled engine does not know",
                $"Leave it out, {Otherwise}"));
        }

        return problems;
    }
}
