namespace TorchGradients.Tests.House;

/// <summary>One type's use of another, with the namespaces in which they live.</summary>
internal sealed record NamespaceUse(string From, string FromType, string To, string ToType)
{
    /// <summary>
    /// The folder directly below the project: <c>Models</c> for <c>TorchGradients.Models.Activations</c>.
    /// </summary>
    public string FromFolder => Folder(From);

    /// <summary>The folder directly below the project of what is used.</summary>
    public string ToFolder => Folder(To);

    /// <summary>Whether what is used is TorchSharp's.</summary>
    public bool IsOfTorch => To.Split('.')[0] == "TorchSharp";

    /// <inheritdoc/>
    public override string ToString() => $"{From}.{FromType} uses {To}.{ToType}";

    static string Folder(string space) => space.Split('.').ElementAtOrDefault(1) ?? ".";
}
