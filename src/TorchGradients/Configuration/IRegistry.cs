namespace TorchGradients.Configuration;

/// <summary>
/// What is known of a family without knowing its components' type: for checks, the schema and <c>list</c>.
/// </summary>
public interface IRegistry
{
    /// <summary>The family's name in the singular, for example <c>activation</c>.</summary>
    string Family { get; }

    /// <summary>Its members in the order they were added.</summary>
    IReadOnlyList<ComponentDescription> Components { get; }
}
