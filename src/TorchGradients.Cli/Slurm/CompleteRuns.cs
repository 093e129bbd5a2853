using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Records.Packs;

namespace TorchGradients.Cli.Slurm;

/// <summary>Which runs of an experiment have ended: as its folders say at this moment, and its packs at the beginning.</summary>
/// <param name="experiment">The experiment's folder.</param>
internal sealed class CompleteRuns(string experiment)
{
    readonly PackedRuns _packs = PackedRuns.Of(experiment);

    /// <summary>Whether the run was carried through.</summary>
    public bool Has(PlannedRun run) => Has(run.Folder, run.Identity);

    /// <summary>Whether the run of that folder and identity was carried through.</summary>
    public bool Has(string run, string identity) => _packs.Find(identity) is { IsComplete: true }
        || Outcome(run, identity) is { Status: RunStatus.Completed or RunStatus.Diverged };

    /// <summary>How a run that has a folder ended; null where it has not, or where what lies there is other work.</summary>
    public Outcome? Outcome(string run, string identity)
    {
        string file = Path.Combine(experiment, run, OutcomeFile.Name);
        try
        {
            return File.Exists(file) && OutcomeFile.Read(file) is var outcome && outcome.Identity == identity ? outcome : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
