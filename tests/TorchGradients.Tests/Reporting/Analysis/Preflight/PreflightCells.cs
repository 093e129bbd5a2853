namespace TorchGradients.Tests.Reporting.Analysis.Preflight;

/// <summary>Experiments whose cells were warned of by the records of step 0 or not, and trained or not.</summary>
static class PreflightCells
{
    /// <summary>Two seeds a cell, folders <c>CELL-SEED</c>.</summary>
    public static ExperimentFolder Folder(params (string Cell, bool IsWarned, bool Trains)[] cells)
    {
        var folder = new ExperimentFolder().Axis("remedy");
        foreach (var (cell, isWarned, trains) in cells)
        {
            for (int seed = 1; seed <= 2; seed++)
            {
                folder.Run($"{cell}-{seed}", seed, [$"remedy={cell}"],
                    RemedyExperiment.Outcome(accuracy: (trains ? 0.8 : 0.1) + 0.001 * seed, trainLoss: 1, decay: 0.5, chance: 0.1, testRows: 1000),
                    RemedyExperiment.Records(decay: isWarned ? 0.1 : 0.9, update: isWarned ? 1e-5 : 1e-3));
            }
        }

        return folder.Planned();
    }
}
