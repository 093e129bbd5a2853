using System.Runtime.CompilerServices;
using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Engines;
using TorchGradients.Models;
using TorchGradients.Models.Normalizations;
using TorchGradients.Planning;
using TorchGradients.Training;

namespace TorchGradients.Execution;

/// <summary>This machine and its files, as plans see them; data sets are read once each.</summary>
public sealed class Surroundings : ISurroundings
{
    readonly Dictionary<string, ((int Features, int Classes)? Shape, IReadOnlyList<DataProblem> Problems)> _data = [];
    readonly ConditionalWeakTable<ComponentConfig, Tuple<(int Features, int Classes)?, IReadOnlyList<DataProblem>>> _seen = [];
    readonly Dictionary<string, string?> _hashes = [];

    /// <inheritdoc/>
    public string DeviceKind(RunConfig config) =>
        config.Training.Engine == "torch" && Devices.Resolve(config.Training.Device) is { } device
            ? device.Split(':')[0]
            : "cpu";

    /// <inheritdoc/>
    public string? DataHash(RunConfig config)
    {
        DataSource source = DataSets.All.Create(config.Data);
        string files = string.Join('\n', source.ContentFiles);
        return _hashes.TryGetValue(files, out string? known) ? known : _hashes[files] = source.ContentHash();
    }

    /// <inheritdoc/>
    public (int Features, int Classes)? ShapeOf(RunConfig config) => Inspect(config).Shape;

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

        problems.AddRange(JacobianSupport.Problems(config));
        problems.AddRange(ModelProblems.Of(config.Model));
        return problems;
    }

    ((int Features, int Classes)? Shape, IReadOnlyList<DataProblem> Problems) Inspect(RunConfig config)
    {
        // The cells of a grid share the very object; its text is made only for one not seen before.
        if (_seen.TryGetValue(config.Data, out var seen)) return (seen.Item1, seen.Item2);

        string key = config.Data.Name + config.Data.Options.ToJsonString();
        if (!_data.TryGetValue(key, out var known)) _data[key] = known = PreparedData.Inspect(config.Data);
        _seen.Add(config.Data, Tuple.Create(known.Shape, known.Problems));
        return known;
    }
}
