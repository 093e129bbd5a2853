using System.Globalization;

namespace TorchGradients.Tests.Reporting;

/// <summary>
/// Experiments whose runs have made-up outcomes and short records: three hidden layers and an output layer.
/// </summary>
static class RemedyExperiment
{
    /// <summary>An outcome; what is not given is absent.</summary>
    public static string Outcome(
        double? accuracy = null, double? trainLoss = null, double? decay = null, double seconds = 1, string status = "completed",
        double? validationAccuracy = null, double? validationLoss = null, double? chance = null, int? testRows = null, int steps = 100) => $$"""
        { "identity": "IDENTITY", "status": "{{status}}", "steps": {{steps}}, "seconds": {{Text(seconds)}}, "trainLoss": {{Text(trainLoss)}},
          "testAccuracy": {{Text(accuracy)}}, "validationAccuracy": {{Text(validationAccuracy)}}, "validationLoss": {{Text(validationLoss)}},
          "chanceAccuracy": {{Text(chance)}}, "testRows": {{Text(testRows)}},
          "decay": { "atInitialization": { "factorPerLayer": {{Text(decay)}} }, "atEnd": { "factorPerLayer": {{Text(decay)}} } } }
        """;

    /// <summary>
    /// Records of two steps: a profile that changes by the factor per layer, the first layer's updates, the loss of
    /// step 0.
    /// </summary>
    public static string Records(double decay, double update, double firstLoss = 2) =>
        string.Concat(new[] { 0, 9 }.Select(step =>
            ExperimentFolder.Layers("delta-norm", step, decay * decay, decay, 1, 1)
            + ExperimentFolder.Layers("update-ratio", step, update, 1e-3, 1e-3, 1e-3)
            + ExperimentFolder.Scalar("train-loss", step, firstLoss)));

    /// <summary>An untreated network, a remedy that works and one that only moves the weights; two depths, three seeds.</summary>
    public static ExperimentFolder Write(double? chance = null)
    {
        var folder = new ExperimentFolder().Axis("remedy").Axis("depth").Baseline(("remedy", "none"));
        foreach (string depth in new[] { "4", "20" })
        {
            for (int seed = 1; seed <= 3; seed++)
            {
                double wobble = 1 + (seed - 2) * 0.02;
                Add("none", 0.1 * wobble, 2.0 * wobble, 0.2 * wobble, 1e-9 * wobble, 1.0 * wobble);
                Add("relu", 0.8 * wobble * wobble, 0.4 * wobble * wobble, 0.9 * wobble * wobble, 2e-3, 1.5 * wobble);
                Add("adam", 0.1 * wobble, 1.9 * wobble * wobble, 0.2 * wobble, 1e-3 * wobble, 1.2 * wobble * wobble);

                void Add(string remedy, double accuracy, double loss, double decay, double update, double seconds) => folder.Run(
                    $"{remedy}-{depth}-{seed}", seed, [$"remedy={remedy},depth={depth}"],
                    Outcome(accuracy, loss, decay, seconds, chance: chance), Records(decay, update));
            }
        }

        return folder.Planned();
    }

    static string Text(double? value) => value is not { } number ? "null"
        : double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture)
        : $"\"{number.ToString(CultureInfo.InvariantCulture)}\"";
}
