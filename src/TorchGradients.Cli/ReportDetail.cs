namespace TorchGradients.Cli;

/// <summary>How much of a report is printed; its files hold everything.</summary>
/// <param name="AllLayers">The layers of every cell, however many there are.</param>
/// <param name="Verdicts">The verdict on every remedy in full.</param>
internal sealed record ReportDetail(bool AllLayers, bool Verdicts)
{
    /// <summary>What fits on a screen.</summary>
    public static ReportDetail Short { get; } = new(false, false);
}
