using TorchGradients.Planning;

namespace TorchGradients.Cli.Terminal;

/// <summary>Runs that train together, while they do.</summary>
/// <param name="runs">The runs.</param>
public sealed class RunningCohort(IReadOnlyList<PlannedRun> runs)
{
    /// <summary>Those that have not ended.</summary>
    public IReadOnlyList<PlannedRun> Runs { get; private set; } = runs;

    /// <summary>Steps made.</summary>
    public int Made { get; private set; }

    /// <summary>The mean of the newest losses; NaN before the first step.</summary>
    public double Loss { get; private set; } = double.NaN;

    /// <summary>Steps were made.</summary>
    public void Step(int step, double loss) => (Made, Loss) = (step + 1, loss);

    /// <summary>One of them has ended, or goes on elsewhere.</summary>
    public void Remove(PlannedRun run) => Runs = [.. Runs.Where(other => other.Identity != run.Identity)];
}
