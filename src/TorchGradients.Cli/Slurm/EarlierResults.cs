using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records.Packs;

namespace TorchGradients.Cli.Slurm;

/// <summary>
/// The results that <c>--fresh</c> ignores: they lie aside before a task can find them, and come back where nothing was
/// submitted.
/// </summary>
/// <param name="folder">The experiment's folder.</param>
/// <param name="plan">Its plan.</param>
/// <param name="attempts">Sets aside.</param>
internal sealed class EarlierResults(ExperimentFolder folder, ExperimentPlan plan, AttemptFolders attempts)
{
    readonly List<(string Result, string Name)> _aside = [];

    /// <summary>Sets them aside, runs and packs.</summary>
    public void PutAside()
    {
        foreach (PlannedRun run in plan.Runs) PutAside(folder.Of(run), run.Folder);
        foreach (string pack in RunPack.Of(folder.Path)) PutAside(pack, Path.GetFileName(pack));
    }

    /// <summary>Puts back what this has set aside, but for what a task has done again before it was cancelled.</summary>
    public void PutBack()
    {
        foreach ((string result, string name) in _aside.Where(pair => !Directory.Exists(pair.Result)))
        {
            Directory.Move(Path.Combine(folder.Path, AttemptFolders.SetAside, name), result);
        }

        _aside.Clear();
    }

    void PutAside(string result, string name)
    {
        if (!Directory.Exists(result)) return;
        attempts.PutAside(result, name);
        _aside.Add((result, name));
    }
}
