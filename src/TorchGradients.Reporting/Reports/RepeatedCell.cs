using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Reports;

/// <summary>How a cell other than the first is repeated.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Config">Its whole config, where options cannot make it of the first; else null.</param>
/// <param name="File">The file that is run.</param>
/// <param name="Command">The command.</param>
sealed record RepeatedCell(CellAnalysis Cell, string? Config, string File, string Command);
