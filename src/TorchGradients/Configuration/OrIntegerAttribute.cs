namespace TorchGradients.Configuration;

/// <summary>A text of a few choices may also be a whole number of this range.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OrIntegerAttribute(int least, int greatest) : Attribute
{
    /// <summary>The least number.</summary>
    public int Least => least;

    /// <summary>The greatest number.</summary>
    public int Greatest => greatest;
}
