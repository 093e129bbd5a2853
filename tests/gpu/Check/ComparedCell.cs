using TorchGradients.Engines;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Verification;
using TorchSharp;

namespace TorchGradients.GpuCheck;

/// <summary>A cell of the comparison of engines: torch on the device against the hand-rolled one on the processor.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Precision">What torch computed in; the other has float64.</param>
/// <param name="Steps">Steps that were compared.</param>
/// <param name="Largest">The largest ‖x − y‖ / ‖y‖ of a layer's δ, gradients and updated weights; null where it is NaN.</param>
/// <param name="Tolerance">The largest that counts as agreement.</param>
/// <param name="Holds">Whether they agree.</param>
internal sealed record ComparedCell(string Cell, string Precision, int Steps, double? Largest, double Tolerance, bool Holds)
{
    /// <summary>All cells of <c>comparison.json</c>.</summary>
    /// <param name="device">Where torch trains.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="data">Their data.</param>
    public static IReadOnlyList<ComparedCell> All(string device, int steps, DataCache data) =>
    [
        .. Plans.Of("configs/comparison.json", $"training:device={device}").Runs.Select(run => Of(run, Devices.Resolve(device)!, steps, data)),
    ];

    static ComparedCell Of(PlannedRun run, string device, int steps, DataCache data)
    {
        VerificationResult result = RunVerifier.Verify(
            run.Config, data.Get(run.Config.Data, Precisions.Of(run.Config), device), torch.device(device), steps, CancellationToken.None);
        double? largest = result.Worst?.Largest is { } worst && double.IsFinite(worst) ? worst : null;
        return new ComparedCell(string.Join(", ", run.Cells[0].Where(value => value.Key != "precision").Select(value => value.Value)),
            result.Precision, result.Steps, largest, result.Tolerance, result.Holds);
    }
}
