namespace TorchGradients.Hooks;

/// <summary>A module under watch.</summary>
sealed record WatchedModule(string Name, Layer Layer)
{
    /// <summary>Its weight; null if it has none of its own.</summary>
    public Tensor? Weight =>
        Layer.named_parameters(false)
            .Where(named => named.name == "weight")
            .Select(named => named.parameter)
            .FirstOrDefault();

    /// <summary>∂𝓛/∂W with a leading axis of one; null where there is none.</summary>
    public Tensor? WeightGradient() => Weight?.grad?.unsqueeze(0);
}
