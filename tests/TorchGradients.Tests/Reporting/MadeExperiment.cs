using System.Globalization;
using System.Text;

namespace TorchGradients.Tests.Reporting;

/// <summary>
/// Experiments of any size with config, environment and what figures show: numbers like those of a real one, made by a
/// formula.
/// </summary>
static class MadeExperiment
{
    /// <summary>A grid of remedy × depth × seed.</summary>
    /// <param name="remedies">The remedies' names; the first is the baseline, each other repairs more than the one before.</param>
    /// <param name="depths">Numbers of hidden layers.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="steps">How many recorded steps.</param>
    /// <param name="name">The experiment's name.</param>
    /// <param name="question">Its question.</param>
    /// <param name="hasAll">Whether all quantities are recorded that there are, not only those of most figures.</param>
    /// <param name="path">Where; null for a folder of its own among the temporary ones.</param>
    public static ExperimentFolder Write(
        string[] remedies, int[] depths, int seeds, int steps, string name = "made",
        string question = "Which remedies help?", bool hasAll = false, string? path = null)
    {
        var folder = new ExperimentFolder(path).Axis("remedy").Axis("depth").Baseline(("remedy", remedies[0]));
        // Runs whose formula has the same numbers have the same records: of thousands a few dozen are made.
        var records = new Dictionary<(int Depth, double Factor, double Accuracy), string>();
        foreach (int depth in depths)
        {
            foreach (var (place, remedy) in remedies.Index())
            {
                for (int seed = 1; seed <= seeds; seed++) Add(remedy, place, depth, seed);
            }
        }

        return folder.Planned(name, question);

        string RecordsOf(int depth, double factor, double accuracy) =>
            records.TryGetValue((depth, factor, accuracy), out string? made)
                ? made
                : records[(depth, factor, accuracy)] = Records(depth, factor, steps, accuracy, hasAll);

        void Add(string remedy, int place, int depth, int seed)
        {
            double share = remedies.Length == 1 ? 0 : place / (remedies.Length - 1.0);
            double wobble = 1 + (seed % 7 - 3) * 0.01 * (1 + place % 3);
            double factor = (0.2 + 0.8 * share) * wobble;
            double accuracy = Math.Min(0.99, (0.1 + 0.8 * share) * wobble);
            string run = $"remedy={remedy},depth={depth},seed={seed}";
            folder.Run(run, seed, [$"remedy={remedy},depth={depth}"],
                Outcome(factor, accuracy, place, steps, wobble), RecordsOf(depth, factor, accuracy));
            folder.WithFile(run, "resolved.json", Resolved(remedy, depth, seed));
            folder.WithFile(run, "environment.json",
                """
                { "program": "0.1.0", "commit": "0123456789abcdef0123456789abcdef01234567", "dotNet": "10.0.0",
                  "torchSharp": "0.107.0", "libTorch": "2.10.0.0", "operatingSystem": "Linux",
                  "processor": "a processor", "device": "cpu", "threads": 1, "cohort": { "size": 1, "place": 0 } }
                """);
        }
    }

    static string Outcome(double factor, double accuracy, int place, int steps, double wobble) => string.Create(CultureInfo.InvariantCulture,
        $$"""
        { "status": "completed", "identity": "IDENTITY", "steps": {{steps * 10}}, "seconds": {{(1 + 0.1 * place) * wobble:R}},
          "trainLoss": {{2.3 * (1 - accuracy) + 0.01:R}}, "testLoss": {{2.4 * (1 - accuracy) + 0.01:R}}, "testAccuracy": {{accuracy:R}},
          "decay": { "atInitialization": { "factorPerLayer": {{factor:R}} }, "atEnd": { "factorPerLayer": {{Math.Sqrt(factor):R}} } } }
        """);

    static string Resolved(string remedy, int depth, int seed) =>
        $$"""
        { "name": "made", "data": { "name": "digits", "batchSize": 64 }, "model": { "depth": {{depth}}, "width": 64, "activation": { "name": {{System.Text.Json.JsonSerializer.Serialize(remedy)}} } },
          "training": { "optimizer": { "name": "sgd", "learningRate": 0.1 }, "steps": 100 }, "seeds": [{{seed}}] }
        """;

    static string Records(int depth, double factor, int steps, double accuracy, bool hasAll)
    {
        var text = new StringBuilder();
        for (int recorded = 0; recorded < steps; recorded++)
        {
            int step = recorded * 10;
            double now = factor + (Math.Sqrt(factor) - factor) * recorded / Math.Max(1, steps - 1);
            double[] delta = [.. Enumerable.Range(1, depth + 1).Select(layer => 0.1 * Math.Pow(now, depth + 1 - layer))];
            Layers("delta-norm", layer => delta[layer]);
            Layers("weight-factor", layer => layer == depth ? null : now * 4);
            Layers("derivative-factor", layer => layer == depth ? 1 : 0.25);
            Layers("update-ratio", layer => 0.01 * delta[layer]);
            Layers("activation-mean", layer => 0.5 / (layer + 1));
            Layers("activation-std", layer => 0.3 * now);
            Layers("saturation", layer => 0.8 / (layer + 1));
            if (hasAll) Others();
            text.Append(ExperimentFolder.Scalar("train-loss", step, 2.3 * Math.Exp(-0.01 * step * accuracy)));
            text.Append(ExperimentFolder.Scalar("test-accuracy", step, accuracy * (recorded + 1) / steps));

            void Layers(string quantity, Func<int, double?> value) => text.Append(
                ExperimentFolder.Layers(quantity, step, [.. Enumerable.Range(0, depth + 1).Select(value)]));

            // Weights of norm 10 and biases of width 64, as of a network that learns at rate 0.1.
            void Others()
            {
                Layers("activation-gradient-norm", layer => layer == depth ? delta[layer] : 4 * delta[layer]);
                Layers("weight-gradient-norm", layer => delta[layer]);
                Layers("bias-gradient-norm", layer => delta[layer] / 8);
                Layers("weight-norm", _ => 10);
                Layers("update-norm", layer => 0.1 * delta[layer]);
                Layers("dead-units", layer => 0.1 / (layer + 1));
                Layers("zero-gradient", layer => delta[layer] < 1e-6 ? 0.5 : 0);
                Layers("gradient-signal-to-noise", layer => 0.2 * now / (layer + 1));
                double largest = Math.Pow(now, depth);
                text.Append(ExperimentFolder.Values(
                    "jacobian-singular-values", step, largest, largest / 2, largest / 4, largest / 8, largest / 16));
            }
        }

        return text.ToString();
    }
}
