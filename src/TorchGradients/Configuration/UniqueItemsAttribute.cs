namespace TorchGradients.Configuration;

/// <summary>Marks a list in which no item comes twice.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UniqueItemsAttribute : Attribute;
