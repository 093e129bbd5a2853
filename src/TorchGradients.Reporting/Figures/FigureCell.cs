using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Figures;

/// <summary>A cell's place in figures.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Panel">The title of its panel, for example <c>depth = 20</c>.</param>
/// <param name="PanelBesideDepth">The same without the depth.</param>
/// <param name="Name">What the legend says, for example <c>residual + batch-norm</c>: commas stand between cells.</param>
/// <param name="Style">The number of its colour.</param>
/// <param name="HiddenLayers">How many hidden layers its networks have; −1 where nothing was recorded.</param>
sealed record FigureCell(CellAnalysis Cell, string Panel, string PanelBesideDepth, string Name, int Style, int HiddenLayers);
