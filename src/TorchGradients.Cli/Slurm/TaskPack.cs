using TorchGradients.Records.Packs;

namespace TorchGradients.Cli.Slurm;

/// <summary>
/// The pack of a task: written where only this attempt writes, and at the end claimed by renaming it to the experiment's packs. The
/// first attempt wins. What an attempt has packed that did not come to its end is taken over by the next.
/// </summary>
internal sealed class TaskPack : IDisposable
{
    readonly SubmissionFolder _folder;
    readonly int _part;
    readonly string _own;

    /// <summary>Begins the pack of an attempt.</summary>
    /// <param name="folder">The submission.</param>
    /// <param name="part">The task's part.</param>
    public TaskPack(SubmissionFolder folder, int part)
    {
        (_folder, _part, _own) = (folder, part, folder.NewPack(part));
        PackedRuns earlier = new(folder.Packs(part));
        Writer = new PackWriter(_own);
        foreach (PackedRun run in earlier.All.Where(run => run.IsComplete)) Writer.Add(run);
        TakenOver = earlier;
    }

    /// <summary>Takes what ends.</summary>
    public PackWriter Writer { get; }

    /// <summary>What earlier attempts had packed.</summary>
    public PackedRuns TakenOver { get; }

    /// <summary>Makes the pack one of the experiment's.</summary>
    /// <param name="say">Hears that another attempt was first.</param>
    public void Claim(Action<string> say)
    {
        Writer.Dispose();
        if (TryClaim(_folder, _part, _own, "")) return;

        say($"Another attempt at part {_part} was first; this one is dropped.");
        Directory.Delete(_own, recursive: true);
    }

    /// <summary>Takes up the packs of tasks that have ended without claiming theirs.</summary>
    public static void TakeUp(SubmissionFolder folder)
    {
        foreach (string left in folder.Packs())
        {
            var packed = PackedRuns.Of(folder.Experiment);
            bool isNew = RunPack.Runs(left).Any(run => packed.Find(run.Identity) is not { IsComplete: true });
            if (!isNew) Directory.Delete(left, recursive: true);
            else if (!TryClaim(folder, SubmissionFolder.PartOf(left)!.Value, left, "")) TryClaim(folder, SubmissionFolder.PartOf(left)!.Value, left, Path.GetFileName(left)[^9..]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Writer.Dispose();

    static bool TryClaim(SubmissionFolder folder, int part, string pack, string suffix)
    {
        string final = folder.FinalPack(part) + suffix;
        Directory.CreateDirectory(Path.GetDirectoryName(final)!);
        try
        {
            Directory.Move(pack, final);
            return true;
        }
        catch (IOException) when (Directory.Exists(final))
        {
            return false;
        }
    }
}
