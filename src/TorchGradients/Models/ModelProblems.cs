using TorchGradients.Configuration;

namespace TorchGradients.Models;

/// <summary>What is wrong with options that are each right alone.</summary>
public static class ModelProblems
{
    /// <summary>What keeps a network from being built; empty where nothing does.</summary>
    public static IEnumerable<(string Path, string Finding, string Fix)> Of(ModelConfig model)
    {
        (string Path, ComponentConfig Component)[] activations =
            [("model:activation", model.Activation), ("model:outputActivation", model.OutputActivation)];
        foreach ((string path, ComponentConfig component) in activations)
        {
            if (Activations.Activations.All.Create(component).Obstacle is { } obstacle)
            {
                yield return (path, obstacle.Finding, obstacle.Fix);
            }
        }
    }
}
