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
        if (overview.Preflight is { } preflight) PreflightText.Write(writer, preflight, all);

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
        int cohorts = plan.Groups.Sum(group => group.Sizes.Count);
        writer.WriteLine($"Cohorts ({cohorts}, from {Count(plan.Groups.Count, "group")} of runs that share operators):");
        IReadOnlyList<RunGroup> shown = [.. Some(plan.Groups, all)];
        string[] sizes = [.. shown.Select(Sizes)];
        foreach ((string size, string title) in sizes.Zip(CohortTitles.Of(shown)))
        {
            writer.WriteLine($"  {size.PadRight(sizes.Max(text => text.Length))}  {title}");
        }

        WriteRest(writer, plan.Groups.Count, all);
    }

    /// <summary>For example <c>48 runs, 24 + 24 together</c>, <c>3 runs, each alone</c>.</summary>
    static string Sizes(RunGroup group)
    {
        IReadOnlyList<int> sizes = group.Sizes;
        string runs = Count(group.Runs.Count, "run");
        return group.Runs.Count == 1 ? runs
            : sizes.All(size => size == 1) ? $"{runs}, each alone"
            : sizes.Count == 1 ? $"{runs} together"
            : $"{runs}, {string.Join(" + ", sizes.CountBy(size => size).Select(pair => pair.Value == 1
                ? FormattableString.Invariant($"{pair.Key}")
                : FormattableString.Invariant($"{pair.Value} x {pair.Key}")))} together";
    }

    static void WriteEstimate(TextWriter writer, PlanEstimate estimate)
    {
        writer.WriteLine($"Estimate: {Amounts.Time(estimate.Seconds)} on this machine's {Count(estimate.Cores, "core")} "
            + $"({Amounts.Time(estimate.CoreSeconds)} of one core), {Amounts.Bytes(estimate.Bytes)}; "
            + $"from a short trial of {estimate.Tried} of {Count(estimate.Groups.Count, "kind")} of runs.");
        foreach (string remark in estimate.Remarks) writer.WriteLine($"  {remark}.");
    }

    static IEnumerable<T> Some<T>(IReadOnlyList<T> list, bool all) => all ? list : list.Take(MostListed);

    static void WriteRest(TextWriter writer, int count, bool all)
    {
        if (!all && count > MostListed) writer.WriteLine($"  and {count - MostListed} more (--all lists them)");
    }
}
