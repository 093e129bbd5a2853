using System.Text.Json;
using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Theory;

namespace TorchGradients.Reporting.Analysis.Claims;

/// <summary>Numbers of a cell's network that a slope may be taken along: <see cref="ClaimQuantities.OfCells"/>.</summary>
static class CellNumbers
{
    /// <summary>The number; null where no run has ended, its config cannot be read, or theory has no scale for it.</summary>
    public static double? Of(CellAnalysis cell, string name) => Model(cell) is not { } model ? null : name switch
    {
        "sumOfInverseWidths" => (double)model.Depth / model.Width,
        "depthInScales" => model.Depth / NetworkTheory.PhaseOf(model)?.CorrelationDepth,
        "predictedVariance" => NetworkTheory.FirstToLastVarianceOf(model),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No number of a cell."),
    };

    // All seeds have the same network.
    static ModelConfig? Model(CellAnalysis cell)
    {
        try
        {
            return cell.EndedRuns.FirstOrDefault() is { } run && Runs.RunConfig.Read(run.Run.Files) is { } resolved
                ? ConfigBinder.Bind<RunConfig>((JsonObject)resolved.DeepClone()).Model
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException or ConfigException or InvalidCastException)
        {
            return null;
        }
    }
}
