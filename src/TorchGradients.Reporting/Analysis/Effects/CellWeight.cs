namespace TorchGradients.Reporting.Analysis.Effects;

/// <summary>With what weight a cell counts in a contrast; cells that do not count have none.</summary>
/// <param name="Cell">The cell's place in the grid.</param>
/// <param name="Weight">The weight.</param>
readonly record struct CellWeight(int Cell, double Weight);
