using System.Globalization;
using System.Text.Json.Nodes;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.GpuCheck;

/// <summary>
/// A cohort that numbers are bound to, broken off and taken up again from its checkpoints, where one run has its
/// result already and only keeps its place as it was drawn: the others must come to the numbers of a cohort that was
/// not broken off.
/// </summary>
/// <param name="Runs">Runs of the cohort.</param>
/// <param name="BrokenOffAfter">Steps that were made then.</param>
/// <param name="Equal">Runs that were taken up and whose records and final weights are equal to the last bit.</param>
internal sealed record TakeUpCheck(int Runs, int BrokenOffAfter, int Equal)
{
    const int Placeholder = 1;
    const int BreakAt = 25;

    // 13 rows of 50 numbers are no multiple of 64 bytes, so that also a processor's numbers are bound to the cohort.
    static readonly string[] s_settings =
    [
        "data:batchSize=13", "model:width=50", "model:normalization=batch-norm",
        "training:optimizer=adam", "training:steps=40", "training:checkpointEvery=10",
        """training:checkpoints=["final"]""", "seeds=[1,2,3,4]", "execution:cohorts=4", "execution:threads=1",
    ];

    /// <summary>Whether all agree.</summary>
    public bool Holds => Equal == Runs - 1;

    /// <summary>Trains it three times: whole, to the break, and from there.</summary>
    public static TakeUpCheck Of(CheckOptions options, DataCache data, TimeProvider clock)
    {
        string folder = Directory.CreateTempSubdirectory("torchgradients-gpu-").FullName;
        try
        {
            Cohort cohort = Plans.Of("configs/benchmark.json", [$"training:device={options.Device}", .. s_settings])
                .Cohorts.Single(cohort => cohort.IsBound);
            string[] whole = Folders("whole"), broken = Folders("broken");
            using var breaking = new CancellationTokenSource();
            Execute(whole, null);
            int steps = Execute(broken, breaking).Max(outcome => outcome.Steps);
            Execute([.. broken.Select((one, place) => place == Placeholder ? null : one)], null);
            return new TakeUpCheck(cohort.Members.Count, steps, whole.Zip(broken)
                .Where((_, place) => place != Placeholder).Count(pair => AreEqual(pair.First, pair.Second)));

            string[] Folders(string name) => [.. cohort.Members.Select((_, place) =>
                Path.Combine(folder, name, place.ToString(CultureInfo.InvariantCulture)))];

            IReadOnlyList<Outcome> Execute(IReadOnlyList<string?> folders, CancellationTokenSource? end) =>
                new RunExecutor(data, new Breaker(end), clock).Execute(
                    [.. cohort.Members.Zip(folders, (run, one) => new RunAttempt(run, one))],
                    null, end?.Token ?? CancellationToken.None);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // One that began anew would be equal too.
    static bool AreEqual(string whole, string takenUp) =>
        Records(takenUp).Any(record => record["Quantity"]?.ToString() == "resumed")
        && Measured(whole).SequenceEqual(Measured(takenUp))
        && Weights(whole).SequenceEqual(Weights(takenUp));

    static byte[] Weights(string folder) => File.ReadAllBytes(Path.Combine(folder, "final.safetensors"));

    static IEnumerable<string> Measured(string folder)
    {
        foreach (JsonObject record in Records(folder))
        {
            if (record["Kind"]!.ToString() == "lifecycle") continue;
            record.Remove("@t");
            yield return record.ToJsonString();
        }
    }

    static IEnumerable<JsonObject> Records(string folder) =>
        File.ReadLines(Path.Combine(folder, "records.clef")).Select(line => JsonNode.Parse(line)!.AsObject());

    sealed class Breaker(CancellationTokenSource? end) : IRunObserver
    {
        public void Started(IReadOnlyList<PlannedRun> runs)
        {
            // Nobody watches.
        }

        public void Stepped(int step, IReadOnlyList<double> losses)
        {
            if (step + 1 == BreakAt) end?.Cancel();
        }

        public void Finished(PlannedRun run, Outcome outcome)
        {
            // Nobody watches.
        }

        public void Said(string words)
        {
            // Nobody watches.
        }
    }
}
