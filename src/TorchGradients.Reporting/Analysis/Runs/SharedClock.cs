using TorchGradients.Records;

namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>Tells runs whose time is a share of one that they have in common with others, of their own cell or of another.</summary>
static class SharedClock
{
    /// <summary>All runs of an experiment, each knowing whether it shares its clock.</summary>
    /// <remarks>
    /// The members of a cohort have the time of a step from one clock, to the last digit; runs with clocks of their own do not. A
    /// run too short for that time is asked for the size of its cohort in <c>environment.json</c>.
    /// </remarks>
    public static RunSummary[] Marked(RunSummary[] runs)
    {
        var members = runs.Select(StepTime).OfType<double>().GroupBy(time => time).ToDictionary(group => group.Key, group => group.Count());
        return
        [
            .. runs.AsParallel().AsOrdered().Select(run => run with
            {
                SharesClock = StepTime(run) is { } time ? members[time] > 1 : run.HasEnded && IsInCohort(run.Run.Files),
            }),
        ];
    }

    static double? StepTime(RunSummary run) => run.Outcome?.Cost?.StepMicroseconds;

    static bool IsInCohort(RunFiles files)
    {
        try
        {
            return EnvironmentRecord.Read(files).Cohort.Size > 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }
}
