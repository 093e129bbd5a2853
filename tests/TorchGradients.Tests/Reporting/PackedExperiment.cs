using System.Globalization;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Records.Packs;

namespace TorchGradients.Tests.Reporting;

/// <summary>
/// Experiments whose runs lie in packs, as a cluster leaves them: each with two recorded steps, made by a formula.
/// </summary>
static class PackedExperiment
{
    /// <summary>Activations × depths.</summary>
    public const int Cells = 10;

    const int RunsPerPack = 1000;

    /// <summary>The config of an experiment with as many seeds in each of the cells.</summary>
    public static string Config(int seeds) => string.Create(CultureInfo.InvariantCulture, $$"""
        { "name": "packed", "data": { "name": "gaussian-noise" },
          "training": { "optimizer": { "name": "sgd", "learningRate": 0.1 } },
          "axes": [{ "path": "model:activation", "values": ["sigmoid", "tanh", "relu", "elu", "gelu"] },
            { "path": "model:depth", "values": [4, 20] }],
          "baseline": { "activation": "sigmoid" }, "probes": ["train-loss", "delta-norm", "update-ratio"],
          "seeds": [{{string.Join(',', Enumerable.Range(1, seeds))}}] }
        """);

    /// <summary>Writes the folder of that plan with every run complete.</summary>
    public static void Make(string experiment, ExperimentPlan plan)
    {
        Directory.CreateDirectory(experiment);
        PlanFile.Write(experiment, plan);
        var environment = EnvironmentRecord.Capture(
            typeof(PackedExperiment).Assembly, "2.10.0", "cpu", 1, new CohortPlace(1, 0));
        Parallel.ForEach(plan.Runs.Chunk(RunsPerPack).Index(), chunk =>
        {
            string scratch = Directory.CreateTempSubdirectory("packed-run-").FullName;
            string name = chunk.Index.ToString("D5", CultureInfo.InvariantCulture);
            using (var writer = new PackWriter(Path.Combine(experiment, RunPack.Above, name)))
            {
                foreach (PlannedRun run in chunk.Item) Add(writer, scratch, run, environment);
            }

            Directory.Delete(scratch, recursive: true);
        });
    }

    static void Add(PackWriter writer, string scratch, PlannedRun run, EnvironmentRecord environment)
    {
        double factor = 0.5 + 0.001 * (run.Seed % 97);
        int depth = int.Parse(run.Cells[0]["depth"], CultureInfo.InvariantCulture);
        RunExecutor.WriteResolved(run, scratch);
        environment.Write(Path.Combine(scratch, EnvironmentRecord.FileName));
        using (var records = new RecordWriter(Path.Combine(scratch, RecordWriter.FileName), TimeProvider.System))
        {
            for (int step = 0; step < 2; step++)
            {
                records.Scalar(step, "train-loss", 1.0 / (1 + step) + factor);
                records.Layers(step, "delta-norm",
                    [.. Enumerable.Range(0, depth + 1).Select(layer => (double?)Math.Pow(factor, depth - layer))]);
                records.Layers(step, "update-ratio",
                    [.. Enumerable.Range(0, depth + 1).Select(layer => (double?)0.01)]);
            }
        }

        var decay = new DecayFactor(factor, factor - 0.01, factor + 0.01, 0.1);
        OutcomeFile.Write(Path.Combine(scratch, OutcomeFile.Name), new Outcome
        {
            Identity = run.Identity,
            Status = RunStatus.Completed,
            Steps = 2,
            Seconds = 1,
            TrainLoss = factor,
            TestLoss = factor,
            TestAccuracy = 0.5 + 0.001 * (run.Seed % 31),
            Decay = new OutcomeDecay(decay, decay),
        });
        writer.Add(run.Folder, scratch);
    }
}
