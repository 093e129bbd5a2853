using System.Globalization;
using System.Text.Json.Nodes;
using TorchGradients.Planning;

namespace TorchGradients.GpuCheck;

/// <summary>What every run of the benchmark trains: as a run's config has it, for <c>loop.py</c>.</summary>
internal sealed record BenchmarkShape(int Features, int Classes, int Samples, int Depth, int Width, int Batch, int Steps, double LearningRate)
{
    /// <summary>Of a run of <c>benchmark.json</c>.</summary>
    public static BenchmarkShape Of(PlannedRun run)
    {
        JsonObject data = run.Resolved["data"]!.AsObject();
        int Data(string name) => int.Parse(data[name]!.ToJsonString(), CultureInfo.InvariantCulture);
        return new BenchmarkShape(
            Data("features"), Data("classes"), Data("samples"), run.Config.Model.Depth, run.Config.Model.Width, Data("batchSize"),
            run.Config.Training.Steps, double.Parse(run.Config.Training.Optimizer.Options["learningRate"]!.ToJsonString(), CultureInfo.InvariantCulture));
    }

    /// <summary>The same for <c>loop.py</c>.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        .. new (string Name, double Value)[]
        {
            ("features", Features), ("classes", Classes), ("samples", Samples), ("depth", Depth), ("width", Width),
            ("batch", Batch), ("steps", Steps), ("learning-rate", LearningRate),
        }.SelectMany(entry => new[] { $"--{entry.Name}", entry.Value.ToString(CultureInfo.InvariantCulture) }),
    ];
}
