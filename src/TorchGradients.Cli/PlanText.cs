using System.Text;
using TorchGradients.Cli.Terminal;
using TorchGradients.Configuration;
using TorchGradients.Estimation;
using TorchGradients.Planning;

namespace TorchGradients.Cli;

/// <summary>Words about plans.</summary>
internal static class PlanText
{
    const int MostListed = 12;
    const int MostValues = 6;

    /// <summary>For example <c>1 run</c>, <c>6 runs</c>.</summary>
    public static string Count(int count, string noun) =>
        FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>The plan's notes, one a paragraph; empty without any.</summary>
    public static string Notes(ExperimentPlan plan)
    {
        var text = new StringBuilder();
        foreach (ConfigProblem note in plan.Notes)
        {
            text.AppendLine($"Note: {note.Path} {note.Finding}. {note.Fix}");
        }

        return text.ToString();
    }

    /// <summary>
    /// What <c>plan</c> shows: axes, groups, estimate, runs; a long list cut short unless all is asked for.
    /// </summary>
    public static void Write(TextWriter writer, PlanOverview overview, bool all)
    {
        ExperimentPlan plan = overview.Plan;
        int complete = overview.Complete.Count;
        writer.WriteLine($"{plan.Name}: {Count(plan.Runs.Count, "run")}, {complete} complete, {plan.Runs.Count - complete} to do; in {overview.Folder}");
        WriteAxes(writer, plan);
        WriteCohorts(writer, plan, all);
        if (overview.Estimate is { } estimate) WriteEstimate(writer, estimate);

        writer.WriteLine("Runs:");
        foreach (PlannedRun run in Some(plan.Runs, all))
        {
            writer.WriteLine($"  {(overview.Complete.Contains(run) ? "complete" : "to do   ")}  {run.Folder}");
        }

        WriteRest(writer, plan.Runs.Count, all);
        writer.Write(Notes(plan));
    }

    static void WriteAxes(TextWriter writer, ExperimentPlan plan)
    {
        foreach (PlannedAxis axis in plan.Axes)
        {
            string more = axis.Values.Count > MostValues ? ", ..." : "";
            writer.WriteLine($"  {axis.Name} ({Count(axis.Values.Count, "value")}): {string.Join(", ", axis.Values.Take(MostValues))}{more}");
        }

        long[] seeds = [.. plan.Runs.Select(run => run.Seed).Distinct()];
        string others = seeds.Length > MostValues ? ", ..." : "";
        int cells = plan.Runs.Sum(run => run.Cells.Count) / seeds.Length;
        writer.WriteLine($"  seeds ({seeds.Length}): {string.Join(", ", seeds.Take(MostValues))}{others}");
        if (cells > 1) writer.WriteLine($"  {Count(cells, "cell")}");
    }

    static void WriteCohorts(TextWriter writer, ExperimentPlan plan, bool all)
    {
        writer.WriteLine($"Cohorts ({Count(plan.Cohorts.Count, "group")} of runs that could share operators):");
        IReadOnlyList<Cohort> shown = [.. Some(plan.Cohorts, all)];
        foreach ((Cohort cohort, string title) in shown.Zip(CohortTitles.Of(shown)))
        {
            writer.WriteLine($"  {Count(cohort.Runs.Count, "run"),9}  {title}");
        }

        WriteRest(writer, plan.Cohorts.Count, all);
    }

    static void WriteEstimate(TextWriter writer, PlanEstimate estimate)
    {
        writer.WriteLine($"Estimate: {Amounts.Time(estimate.Seconds)} on this machine's {Count(estimate.Cores, "core")} "
            + $"({Amounts.Time(estimate.CoreSeconds)} of one core), {Amounts.Bytes(estimate.Bytes)}; "
            + $"from a short trial of {estimate.Tried} of {Count(estimate.Cohorts.Count, "kind")} of runs.");
        foreach (string remark in estimate.Remarks) writer.WriteLine($"  {remark}.");
    }

    static IEnumerable<T> Some<T>(IReadOnlyList<T> list, bool all) => all ? list : list.Take(MostListed);

    static void WriteRest(TextWriter writer, int count, bool all)
    {
        if (!all && count > MostListed) writer.WriteLine($"  and {count - MostListed} more (--all lists them)");
    }
}
