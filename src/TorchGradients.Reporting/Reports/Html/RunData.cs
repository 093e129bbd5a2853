using System.Text.Json;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>
/// Every run in a compact form, which the page turns into a row when it is in view and into a section when it is opened: what
/// identifies it, what came of it, its diagnosis, in what its config differs, and its curves.
/// </summary>
/// <remarks>
/// Curves are thinned so that the file stays small: 60 points each up to 500 runs, then 30,000 by the number of runs, but no
/// fewer than 8. Runs that would make the file larger than a browser opens with ease are left out, the most telling ones last (see
/// <see cref="TellingRuns"/>). Rows are arrays in the order of <see cref="_columns"/>; steps that runs share are written once.
/// </remarks>
sealed class RunData
{
    const int MostPoints = 60;
    const int FewestPoints = 8;
    const int PointsOfAllRuns = 30_000;

    /// <summary>How many bytes the runs of a report may take: with these, the file has less than 30 MB.</summary>
    internal const int MostBytes = 24_000_000;

    static readonly string[] _columns =
        ["folder", "seed", "status", "trainLoss", "testAccuracy", "decayAtInitialization", "decayAtEnd", "firstLayerUpdateRatio", "seconds", "finding"];

    readonly ReportContent _content;
    readonly List<string> _steps = [];
    readonly Dictionary<string, int> _stepsPlaces = [];
    readonly byte[]?[] _runs;

    /// <summary>Writes every run that there is room for.</summary>
    /// <param name="content">The report's content.</param>
    /// <param name="most">How many bytes the runs may take; the first is written in any case.</param>
    public RunData(ReportContent content, int most = MostBytes)
    {
        IReadOnlyList<RunSummary> runs = content.Analysis.Runs;
        _content = content;
        _runs = new byte[runs.Count][];
        Points = Math.Clamp(PointsOfAllRuns / Math.Max(1, runs.Count), FewestPoints, MostPoints);

        using var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer);
        long bytes = 0;
        foreach (int place in TellingRuns.First(runs))
        {
            Write(json, runs[place]);
            json.Flush();
            bytes += buffer.Length;
            if (bytes > most && Listed > 0) break;

            _runs[place] = buffer.ToArray();
            Listed++;
            buffer.SetLength(0);
            json.Reset();
        }
    }

    /// <summary>How many runs there is room for.</summary>
    public int Listed { get; }

    /// <summary>How many points a curve has at most.</summary>
    public int Points { get; }

    /// <summary>Whether curves have fewer points than a report of few runs would show.</summary>
    public bool IsThinned => Points < MostPoints;

    /// <summary>The JSON.</summary>
    public string Json() => JsonNumbers.Text(json =>
    {
        json.WriteStartObject();
        json.WriteTexts("axes", _content.Analysis.Archive.Axes.Select(axis => axis.Name));
        json.WriteTexts("columns", _columns);
        json.WriteNumber("total", _runs.Length);
        json.WriteStartObject("common");
        foreach (var (key, value) in _content.Configs.Common) json.WriteString(key, value);
        json.WriteEndObject();
        json.WriteStartArray("runs");
        foreach (byte[] run in _runs.OfType<byte[]>()) json.WriteRawValue(run, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (string steps in _steps) json.WriteRawValue(steps, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    void Write(Utf8JsonWriter json, RunSummary run)
    {
        var plan = run.Run.Plan;
        var outcome = run.Outcome;
        var diagnosis = outcome is null ? null : run.Diagnosis(_content.Analysis.Thresholds);
        json.WriteStartObject();
        json.WriteTexts("cell", plan.Cells.Count == 0 ? [] : ArchivedCell.ValuesOf(_content.Analysis.Archive.Axes, plan.Cells[0]));
        json.WriteStartArray("row");
        json.WriteStringValue(plan.Folder);
        json.WriteNumberValue(plan.Seed);
        json.WriteStringValue(run.Run.Status ?? "no result");
        foreach (double? number in new[]
        {
            outcome?.TrainLoss, outcome?.TestAccuracy, outcome?.Decay?.AtInitialization?.FactorPerLayer,
            outcome?.Decay?.AtEnd?.FactorPerLayer, run.FirstLayerUpdateRatio, outcome?.Seconds,
        })
        {
            json.WriteShort(number);
        }

        json.WriteStringValue(diagnosis is null ? "" : FindingText.Of(diagnosis.Verdict));
        json.WriteEndArray();
        if (diagnosis is not null) json.WriteString("diagnosis", diagnosis.Text);
        if ((run.Run.Problem ?? outcome?.Reason) is { } reason) json.WriteString("reason", reason);
        WriteConfig(json, run.Run);
        if (outcome is not null) WriteCurves(json, run);
        json.WriteEndObject();
    }

    void WriteConfig(Utf8JsonWriter json, ArchivedRun run)
    {
        if (_content.Configs.Own(run) is not { } own) return;

        json.WriteStartObject("config");
        foreach (var (key, value) in own) json.WriteString(key, value);
        json.WriteEndObject();
    }

    void WriteCurves(Utf8JsonWriter json, RunSummary run)
    {
        json.WriteNumbers("first", run.First.Layers.Select(layer => layer.Delta));
        if (run.Last.Step != run.First.Step)
        {
            json.WriteNumber("lastStep", run.Last.Step);
            json.WriteNumbers("last", run.Last.Layers.Select(layer => layer.Delta));
        }

        json.WriteNumbers("updates", run.MeanUpdateRatios);
        json.WriteStartArray("decays");
        foreach (var decay in new[] { run.Outcome?.Decay?.AtInitialization, run.Outcome?.Decay?.AtEnd })
        {
            WriteDecay(json, decay);
        }

        json.WriteEndArray();
        json.WriteTexts("layers", [LayerRanges.Of(run.AtFirst), LayerRanges.Of(run.AtLast)]);
        if (run.TestAccuracy.Count > 1) WriteCurve(json, "accuracy", Thinned(run.TestAccuracy), point => point.Step, point => point.Mean);
        WriteCurve(json, "loss", Thinned(run.TrainLoss), point => point.Step, point => point.Mean);
        WriteCurve(json, "update", Thinned(run.FirstLayerUpdate), point => point.Step, point => point.LogarithmicMean);
        WriteCurve(json, "decay", Thinned(run.Decay), point => point.Step, point => point.Decay.FactorPerLayer);
    }

    static void WriteDecay(Utf8JsonWriter json, DecayFactor? decay)
    {
        json.WriteStartArray();
        foreach (double? number in new[]
        {
            decay?.FactorPerLayer, decay?.Low, decay?.High, decay?.FirstToLastRatio, DecayPoint.HalfLife(decay?.FactorPerLayer),
        })
        {
            json.WriteShort(number);
        }

        json.WriteEndArray();
    }

    void WriteCurve<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> points, Func<T, double> step, Func<T, double?> value)
    {
        if (points.Count == 0) return;

        string steps = JsonNumbers.Text(array =>
        {
            array.WriteStartArray();
            foreach (T point in points) array.WriteShort(step(point));
            array.WriteEndArray();
        });
        if (!_stepsPlaces.TryGetValue(steps, out int place))
        {
            _stepsPlaces[steps] = place = _steps.Count;
            _steps.Add(steps);
        }

        json.WriteStartObject(name);
        json.WriteNumber("steps", place);
        json.WriteNumbers("values", points.Select(value));
        json.WriteEndObject();
    }

    /// <summary>Every second, third … point, the last always among them.</summary>
    IReadOnlyList<T> Thinned<T>(IReadOnlyList<T> points)
    {
        if (points.Count <= Points) return points;

        int stride = (points.Count + Points - 2) / (Points - 1);
        return [.. points.Where((_, place) => place % stride == 0 && place != points.Count - 1), points[^1]];
    }
}
