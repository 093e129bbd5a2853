using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Claims;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>
/// What a report needs of a run's records, a few kilobytes however long the run was; the records are read once.
/// </summary>
public sealed record RunSummary
{
    /// <summary>Plan and outcome of the run.</summary>
    public required ArchivedRun Run { get; init; }

    /// <summary>What the run counted in.</summary>
    public required NumberFormat Format { get; init; }

    /// <summary>Equal for runs that differ in engine, precision or seed only; null where the config cannot be read.</summary>
    public required string? Mathematics { get; init; }

    /// <summary>The layers at the first step with an error term; empty without records.</summary>
    public required LayerProfile First { get; init; }

    /// <summary>The layers at the last step with an error term.</summary>
    public required LayerProfile Last { get; init; }

    /// <summary>What ails each layer at <see cref="First"/>.</summary>
    public required IReadOnlyList<LayerDiagnosis> AtFirst { get; init; }

    /// <summary>What ails each layer at <see cref="Last"/>.</summary>
    public required IReadOnlyList<LayerDiagnosis> AtLast { get; init; }

    /// <summary>The decay factor along training with its 95 % interval, at most some sixty steps.</summary>
    public required IReadOnlyList<DecayPoint> Decay { get; init; }

    /// <summary>‖ΔW_l‖ / ‖W_l‖, mean over the recorded steps, by layer; empty where not recorded.</summary>
    public required IReadOnlyList<double?> MeanUpdateRatios { get; init; }

    /// <summary>‖ΔW_1‖ / ‖W_1‖ along training.</summary>
    public required IReadOnlyList<SeriesPoint> FirstLayerUpdate { get; init; }

    /// <summary>The batch's loss along training.</summary>
    public required IReadOnlyList<SeriesPoint> TrainLoss { get; init; }

    /// <summary>The accuracy over the test part along training; a single point where it was measured at the end only.</summary>
    public required IReadOnlyList<SeriesPoint> TestAccuracy { get; init; }

    /// <summary>‖δ_l‖ along training, at most some sixty steps.</summary>
    public required IReadOnlyList<RecordedStep> DeltaNorms { get; init; }

    /// <summary>The loss of step 0; null where it was not recorded.</summary>
    public required double? InitialTrainLoss { get; init; }

    /// <summary>The decay factor of the profile that theory predicted for step 0; null where no prediction was recorded.</summary>
    public DecayFactor? PredictedDecay { get; init; }

    /// <summary>
    /// Singular values of the Jacobian at the first step at which they were recorded, from the largest to the smallest; empty
    /// where they were not.
    /// </summary>
    public IReadOnlyList<double?> FirstSingularValues { get; init; } = [];

    /// <summary>The same at the last step.</summary>
    public IReadOnlyList<double?> LastSingularValues { get; init; } = [];

    /// <summary>Whether they were recorded at more than one step.</summary>
    public bool HasSeveralSingularValues { get; init; }

    /// <summary>The numbers of its records that claims ask for.</summary>
    public IReadOnlyDictionary<ClaimReading, double?> Readings { get; init; } = new Dictionary<ClaimReading, double?>();

    /// <summary>The name of its optimizer; null where its config does not tell.</summary>
    public string? Optimizer { get; init; }

    /// <summary>
    /// Whether its time is its share of one that it has in common with runs it trained beside: what it would take alone is not
    /// known.
    /// </summary>
    public bool SharesClock { get; init; }

    /// <summary>What is wrong with the run's files, a sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How the run ended; null where it has not.</summary>
    public Outcome? Outcome => Run.Outcome;

    /// <summary>Whether the run completed or diverged; what failed or was cancelled is not compared.</summary>
    public bool HasEnded => Outcome is { Status: RunStatus.Completed or RunStatus.Diverged };

    /// <summary>The mean of ‖ΔW_1‖ / ‖W_1‖ over the recorded steps; null where it was not recorded.</summary>
    public double? FirstLayerUpdateRatio => MeanUpdateRatios.Count == 0 ? null : MeanUpdateRatios[0];

    /// <summary>In a few sentences what ails the network.</summary>
    public Diagnosis Diagnosis(AnalysisConfig thresholds) =>
        Analysis.Diagnosis.Of(First, Outcome, FirstLayerUpdateRatio, thresholds, Optimizer);

    /// <summary>Reads the run's records, once; without an outcome there is nothing to read.</summary>
    /// <param name="run">The run.</param>
    /// <param name="thresholds">Where diagnoses change.</param>
    /// <param name="wanted">What claims ask for beside that.</param>
    public static RunSummary Of(ArchivedRun run, AnalysisConfig thresholds, IReadOnlyList<ClaimReading>? wanted = null)
    {
        var records = new RecordSummarizer();
        var claims = new ClaimReader(wanted ?? []);
        IReadOnlyList<string> warnings = run.Outcome is null ? [] : Read(run, records, claims);
        var config = run.Outcome is null ? null : RunConfig.Read(run.Files);
        var format = NumberFormat.Of(config);
        LayerProfile first = records.First(), last = records.Last();
        var updates = records.Means("update-ratio");
        return new RunSummary
        {
            Run = run,
            Format = format,
            Mathematics = RunConfig.Mathematics(config),
            Optimizer = RunConfig.Optimizer(config),
            First = first,
            Last = last,
            AtFirst = LayerDiagnosis.Of(first, updates, format, thresholds),
            AtLast = LayerDiagnosis.Of(last, updates, format, thresholds),
            Decay = records.Decay,
            MeanUpdateRatios = updates,
            FirstLayerUpdate = records.FirstLayerUpdate,
            TrainLoss = records.TrainLoss,
            TestAccuracy = records.TestAccuracy,
            DeltaNorms = records.DeltaNorms,
            InitialTrainLoss = records.InitialTrainLoss,
            PredictedDecay = records.Means("predicted-delta-norm") is { Count: > 0 } predicted ? DecayFactor.From(predicted) : null,
            FirstSingularValues = records.SingularValues?.First ?? [],
            LastSingularValues = records.SingularValues?.Newest ?? [],
            HasSeveralSingularValues = records.SingularValues is { } singular && singular.NewestStep > singular.FirstStep,
            Readings = claims.Values,
            Warnings = warnings,
        };
    }

    static IReadOnlyList<string> Read(ArchivedRun run, RecordSummarizer records, ClaimReader claims)
    {
        if (!run.Files.Has(RecordWriter.FileName))
        {
            // A run that failed may not have come to its first record.
            return run.Outcome!.Status == RunStatus.Failed ? [] : [$"{run.RecordsFile} is not there."];
        }

        try
        {
            return RecordScan.Read(run.Files, line =>
            {
                records.Add(line);
                claims.Add(line);
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [$"{run.RecordsFile} cannot be read: {exception.Message}"];
        }
    }
}
