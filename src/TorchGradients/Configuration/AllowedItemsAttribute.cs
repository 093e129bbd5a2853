namespace TorchGradients.Configuration;

/// <summary>Marks a list whose items are each one of these, none twice.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AllowedItemsAttribute(params string[] items) : Attribute
{
    /// <summary>What an item may be.</summary>
    public IReadOnlyList<string> Items { get; } = items;
}
