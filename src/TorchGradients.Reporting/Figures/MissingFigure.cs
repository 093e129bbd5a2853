namespace TorchGradients.Reporting.Figures;

/// <summary>A figure that this experiment cannot have.</summary>
/// <param name="Title">What would be seen.</param>
/// <param name="Reason">Why not, and what would change that: the end of a sentence.</param>
public sealed record MissingFigure(string Title, string Reason) : FigureModel(Title)
{
    /// <inheritdoc/>
    public override bool IsEmpty => true;
}
