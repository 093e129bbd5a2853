namespace TorchGradients.Tests.House;

/// <summary>One type's use of another, with the namespaces in which they live.</summary>
internal sealed record NamespaceUse(string From, string FromType, string To, string ToType)
{
    /// <summary>The folder directly below the project: <c>Models</c> for <c>TorchGradients.Models.Activations</c>.</summary>
    public static string FolderOf(string space) => space.Split('.').ElementAtOrDefault(1) ?? ".";

    /// <inheritdoc/>
    public override string ToString() => $"{From}.{FromType} uses {To}.{ToType}";
}
