namespace TorchGradients.Tests.Reporting.Analysis.Preflight;

/// <summary>Experiments whose cells were warned of by the records of step 0 or not, and trained, did not, or may have.</summary>
static class PreflightCells
{
    /// <summary>Cells that trained beyond doubt, or not at all.</summary>
    public static ExperimentFolder Folder(params (string Cell, bool IsWarned, bool Trains)[] cells) => Folder(
        [.. cells.Select(cell => cell.Trains ? SomeCell.Trained(cell.Cell, cell.IsWarned) : SomeCell.Untrained(cell.Cell, cell.IsWarned))]);

    /// <summary>Two seeds a cell, folders <c>CELL-SEED</c>.</summary>
    public static ExperimentFolder Folder(SomeCell[] cells)
    {
        var folder = new ExperimentFolder().Axis("remedy");
        foreach (SomeCell cell in cells)
        {
            for (int seed = 1; seed <= 2; seed++)
            {
                folder.Run($"{cell.Name}-{seed}", seed, [$"remedy={cell.Name}"], cell.Outcome(seed), cell.Records);
            }
        }

        return folder.Planned();
    }
}
