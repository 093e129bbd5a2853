using System.Globalization;
using TorchGradients.Cli.Workers;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli.Terminal;

/// <summary>Sentences about runs that go and have ended.</summary>
public static class ProgressText
{
    /// <summary>For example <c>12 of 96 runs done, 2 running, 0 failed, 8.2 runs/min, 5:32 left</c>.</summary>
    public static string Summary(GridTally tally) => string.Create(CultureInfo.InvariantCulture,
        $"{tally.Done} of {tally.Runs} runs done, {tally.RunsRunning} running, {tally.Failed} failed, {tally.PerMinute:0.0} runs/min")
        + (tally.Left is { } left ? $", {Of(left)} left" : "");

    /// <summary>For example <c>depth 4, seed 1 and 23 more: step 120 of 200, loss 0.4312</c>, the mean of their losses.</summary>
    public static string Going(RunningCohort running) => running.Made == 0
        ? $"{Title(running)}: starting"
        : string.Create(CultureInfo.InvariantCulture,
            $"{Title(running)}: step {running.Made} of {running.Runs[0].Config.Training.Steps}, loss {running.Loss:0.0000}");

    /// <summary>
    /// For example <c>depth 4, seed 1: completed after 3.1 s, train loss 0.4312, test accuracy 0.8510</c>; the time is the
    /// run's share of its cohort's, as in its outcome.
    /// </summary>
    public static string Ended(PlannedRun run, Outcome outcome) => string.Create(CultureInfo.InvariantCulture,
        $"{run.Title}: {outcome.Status.ToString().ToLowerInvariant()} after {outcome.Seconds:0.0} s")
        + Number(", train loss", outcome.TrainLoss) + Number(", test accuracy", outcome.TestAccuracy)
        + (outcome.Reason is null ? "" : $" ({outcome.Reason})");

    static string Title(RunningCohort running) => CohortWork.TitleOf(running.Runs);

    static string Number(string name, double? value) =>
        value is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.0000}");

    static string Of(TimeSpan time) => time.TotalHours >= 1
        ? time.ToString("h\\:mm\\:ss", CultureInfo.InvariantCulture)
        : time.ToString("m\\:ss", CultureInfo.InvariantCulture);
}
