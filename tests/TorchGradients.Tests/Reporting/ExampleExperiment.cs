using System.Text;

namespace TorchGradients.Tests.Reporting;

/// <summary>A grid of remedy × depth with three seeds: numbers like those of a real one, made by a formula.</summary>
static class ExampleExperiment
{
    static readonly (string Name, double Factor, double Update)[] _remedies =
    [
        ("none", 0.24, 1e-2), ("relu", 0.5, 1e-2), ("scaled-weights", 0.32, 1e-2), ("batch-norm", 0.45, 1e-2),
        ("adam", 0.24, 3e-2), ("all", 1.05, 2e-3),
    ];

    public static ExperimentFolder Write()
    {
        var folder = new ExperimentFolder().Axis("remedy").Axis("depth");
        foreach (int depth in new[] { 4, 20 })
        {
            foreach (var (name, factor, update) in _remedies)
            {
                for (int seed = 1; seed <= 3; seed++)
                {
                    double wobble = 1 + (seed - 2) * 0.04;
                    folder.Run(
                        $"remedy={name},depth={depth},seed={seed}", seed, [$"remedy={name},depth={depth}"],
                        """{ "status": "completed", "identity": "IDENTITY", "steps": 100, "seconds": 1.5 }""",
                        Records(depth, factor * wobble, update));
                }
            }
        }

        return folder.Planned();
    }

    static string Records(int depth, double factor, double update)
    {
        var text = new StringBuilder();
        for (int step = 0; step < 100; step += 10)
        {
            double[] delta = [.. Enumerable.Range(1, depth + 1).Select(layer => 0.1 * Math.Pow(factor, depth + 1 - layer))];
            text.Append(ExperimentFolder.Layers("delta-norm", step, [.. delta.Select(value => (double?)value)]));
            text.Append(ExperimentFolder.Layers(
                "update-ratio", step, [.. delta.Select(value => (double?)(update * value * (1 + step / 100.0)))]));
            text.Append(ExperimentFolder.Scalar("train-loss", step, 2.3 * Math.Exp(-step * factor / 200)));
        }

        return text.ToString();
    }
}
