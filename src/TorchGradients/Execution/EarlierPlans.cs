using System.Text.Json;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>
/// Keeps and reads what numbers depend on beyond a plan: <c>plan.json</c> of an experiment's folder, and
/// <c>.halved/</c> beside it.
/// </summary>
/// <remarks>
/// A cohort that is halved leaves a file of its own there: several tasks of a cluster may halve cohorts at the same
/// time, and none of them may write <c>plan.json</c>. The file's name says which cohort it is; what it holds is for
/// people. Whoever removes the file has the cohort tried whole again: <c>plan.json</c> has the whole cohorts beside
/// the halves.
/// </remarks>
public static class EarlierPlans
{
    /// <summary>Where cohorts that were halved are written down, a file each.</summary>
    public const string Halved = ".halved";

    const string Ending = ".json";

    /// <summary>What an experiment's folder says; nothing where there is none.</summary>
    /// <exception cref="StorageException">A file is damaged.</exception>
    public static EarlierPlan Of(string folder)
    {
        string file = Path.Combine(folder, PlanFile.Name);
        EarlierPlan earlier = HalvedIn(folder);
        if (!File.Exists(file)) return earlier;
        try
        {
            using var plan = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement[] runs = [.. plan.RootElement.GetProperty("runs").EnumerateArray()];
            string[] identities = [.. runs.Select(run => run.GetProperty("identity").GetString()!)];
            return earlier with
            {
                Threads = runs.Zip(identities)
                    .Where(pair => pair.First.TryGetProperty("threads", out JsonElement threads)
                        && threads.ValueKind == JsonValueKind.Number)
                    .ToDictionary(pair => pair.Second, pair => pair.First.GetProperty("threads").GetInt32()),
                Cohorts = plan.RootElement.TryGetProperty("cohorts", out JsonElement groups)
                    ? groups.EnumerateArray().SelectMany(group => Cohorts(group, identities))
                        .ToDictionary(cohort => cohort.Identities[0])
                    : new Dictionary<string, EarlierCohort>(),
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            throw new StorageException(
                $"{file} is damaged, so the threads and cohorts of its runs are not known. "
                + "Remove the file and run the experiment again: that writes the plan anew and keeps the runs that are complete.",
                exception);
        }
    }

    /// <summary>
    /// Writes down that a cohort did not fit into a device's memory and trains in halves from now on.
    /// </summary>
    /// <param name="folder">The experiment's folder.</param>
    /// <param name="members">The cohort's runs, in their places.</param>
    /// <param name="reason">What the device said.</param>
    public static void AddHalved(string folder, IReadOnlyList<PlannedRun> members, string reason)
    {
        Directory.CreateDirectory(Path.Combine(folder, Halved));
        RecordJson.Write(FileOf(folder, members), new HalvedCohort(reason, [.. members.Select(run => run.Folder)]));
    }

    /// <summary>Takes that back: the cohort is to be tried whole again.</summary>
    /// <param name="folder">The experiment's folder.</param>
    /// <param name="members">The cohort's runs, in their places.</param>
    public static void RemoveHalved(string folder, IReadOnlyList<PlannedRun> members)
    {
        if (Directory.Exists(Path.Combine(folder, Halved))) File.Delete(FileOf(folder, members));
    }

    /// <summary>Forgets which cohorts were halved: all of it is to be done anew.</summary>
    public static void ForgetHalved(string folder)
    {
        string above = Path.Combine(folder, Halved);
        if (Directory.Exists(above)) Directory.Delete(above, recursive: true);
    }

    /// <summary>
    /// Which cohorts were halved, and nothing else: <c>plan.json</c>, which may be large, is not read.
    /// </summary>
    /// <param name="folder">The experiment's folder.</param>
    public static EarlierPlan HalvedIn(string folder)
    {
        string above = Path.Combine(folder, Halved);
        if (!Directory.Exists(above)) return EarlierPlan.None;

        return new EarlierPlan
        {
            Halved = Directory.EnumerateFiles(above, $"*{Ending}")
                .Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet(),
        };
    }

    static string FileOf(string folder, IReadOnlyList<PlannedRun> members) =>
        Path.Combine(folder, Halved, EarlierPlan.KeyOf(members.Select(run => run.Identity)) + Ending);

    static IEnumerable<EarlierCohort> Cohorts(JsonElement group, string[] identities)
    {
        // Free cohorts are cut anew; so are those of a program that did not say which these are.
        if (!group.TryGetProperty("isBound", out JsonElement isBound) || !isBound.GetBoolean()) yield break;

        int most = group.GetProperty("most").GetInt32();
        int[] runs = [.. group.GetProperty("runs").EnumerateArray().Select(run => run.GetInt32())];
        int start = 0;
        JsonElement sizes = group.TryGetProperty("wholeSizes", out JsonElement wholes)
            ? wholes
            : group.GetProperty("sizes");
        foreach (int size in sizes.EnumerateArray().Select(size => size.GetInt32()))
        {
            yield return new EarlierCohort(most, [.. runs[start..(start + size)].Select(run => identities[run])]);
            start += size;
        }
    }

    sealed record HalvedCohort(string Reason, IReadOnlyList<string> Runs);
}
