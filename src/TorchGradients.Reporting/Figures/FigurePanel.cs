namespace TorchGradients.Reporting.Figures;

/// <summary>One of the small pictures of a figure.</summary>
/// <param name="Title">What its lines have in common, for example <c>depth = 20</c>; empty for the only panel.</param>
/// <param name="Lines">Its lines.</param>
public sealed record FigurePanel(string Title, IReadOnlyList<FigureLine> Lines);
