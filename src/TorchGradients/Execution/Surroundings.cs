using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Engines;
using TorchGradients.Models.Normalizations;
using TorchGradients.Planning;

namespace TorchGradients.Execution;

/// <summary>This machine and its files, as plans see them; data sets are read once each.</summary>
public sealed class Surroundings : ISurroundings
{
    readonly Dictionary<string, (int? Features, IReadOnlyList<DataProblem> Problems)> _data = [];

    /// <inheritdoc/>
    public string DeviceKind(RunConfig config) =>
        config.Training.Engine == "torch" && Devices.Resolve(config.Training.Device) is { } device
            ? device.Split(':')[0]
            : "cpu";

    /// <inheritdoc/>
    public string? DataHash(RunConfig config) => DataSets.All.Create(config.Data).ContentHash();

    /// <inheritdoc/>
    public int? FeaturesOf(RunConfig config) => Inspect(config).Features;

    /// <inheritdoc/>
    public IReadOnlyList<(string Path, string Finding, string Fix)> Problems(RunConfig config)
    {
        var problems = new List<(string, string, string)>(EngineKinds.All.Create(config.Training.Engine).Obstacles(config));
        problems.AddRange(Inspect(config).Problems.Select(problem => problem.File.Length == 0
            ? (problem.Place, problem.Finding, problem.Fix)
            : ("data", $"cannot be read: {problem.File}, {problem.Place} {problem.Finding}", problem.Fix)));
        if (Devices.Resolve(config.Training.Device) is null)
        {
            problems.Add(("training:device", $"is {config.Training.Device}, which this machine does not have",
                $"Devices here: {string.Join(", ", Devices.Present)}; or use auto."));
        }

        if (Normalizations.All.Create(config.Model.Normalization)
            .Obstacle(config.Model.Width, config.Data.As<DataConfig>().BatchSize) is { } obstacle)
        {
            problems.Add(("model:normalization", obstacle.Finding, obstacle.Fix));
        }

        return problems;
    }

    (int? Features, IReadOnlyList<DataProblem> Problems) Inspect(RunConfig config)
    {
        string key = config.Data.Name + config.Data.Options.ToJsonString();
        return _data.TryGetValue(key, out var known) ? known : _data[key] = PreparedData.Inspect(config.Data);
    }
}
