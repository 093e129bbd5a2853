namespace TorchGradients.Configuration;

/// <summary>Marks a config property that names a component of a family, for example <c>activation</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FamilyAttribute(string family) : Attribute
{
    /// <summary>The family's name, as <see cref="IRegistry.Family"/> gives it.</summary>
    public string Family { get; } = family;
}
