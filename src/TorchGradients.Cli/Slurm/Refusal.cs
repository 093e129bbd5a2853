using TorchGradients.Configuration;

namespace TorchGradients.Cli.Slurm;

/// <summary>Why sbatch took no job, and what to do: as a problem of the setting that is to blame.</summary>
/// <param name="partitions">What the partitions have in a field, as <see cref="SlurmClient.Partitions"/> tells it.</param>
/// <param name="request">What was asked for.</param>
/// <param name="origins">Where each setting that is set comes from.</param>
internal sealed class Refusal(
    Func<string, CancellationToken, Task<IReadOnlyList<string>>> partitions, JobRequest request,
    IReadOnlyDictionary<string, string> origins)
{
    const string NoOrigin = "what Slurm was asked for";

    static readonly string[] s_sure =
    [
        "invalid partition", "invalid account", "invalid qos", "generic resource", "--time specification", "time limit",
        "--mem", "memory specification", "unrecognized option", "invalid option",
    ];

    /// <summary>
    /// Whether what Slurm said of a job that was not submitted would be said of any like it, whatever happens on the cluster
    /// meanwhile.
    /// </summary>
    public static bool IsSure(ToolResult result) => result.ExitCode != 0 && s_sure.Any(words => Has(result.Error, words));

    /// <summary>From what sbatch said.</summary>
    public async Task<ConfigProblem> Of(ToolResult result, CancellationToken cancellation) => result.Error switch
    {
        var said when Has(said, "invalid partition") => Problem(
            "partition", $"'{request.Partition}' is not a partition of this cluster", $"There are: {await Known("%R", cancellation)}."),
        var said when Has(said, "invalid account") => Problem(
            "account", $"'{request.Account}' is not an account that you may charge here",
            "'sacctmgr show associations user=$USER' lists yours."),
        var said when Has(said, "generic resource") => Problem(
            "gres", $"'{request.Gres}' is not a resource of this cluster", $"There are: {await Known("%G", cancellation)}."),
        var said when Has(said, "--time specification") || Has(said, "time limit") => Problem(
            "time", $"'{request.Time}' is not taken ({result.Words})",
            $"Write for example 30 (minutes), 2:00:00 or 1-12; the partitions allow: {await Known("%R %l", cancellation)}."),
        var said when Has(said, "--mem") || Has(said, "memory specification") => Problem(
            "memory", $"'{request.Memory}' is not taken ({result.Words})",
            $"Write for example 4G; the nodes have, in MB: {await Known("%R %m", cancellation)}."),
        var said when Has(said, "node configuration is not available") && request.IsReport => Problem(
            "sbatchOptions", $"and what else the report's job asks for, no node has ({result.Words})",
            $"It asks for {string.Join(' ', request.Options)}. "
            + $"Partitions, processors, MB and resources: {await Known("%R %c %m %G", cancellation)}."),
        // Slurm does not say of what there is too little; a resource that is asked for is the likelier.
        var said when Has(said, "node configuration is not available") && request.Gres is { } gres => Problem(
            "gres", $"is '{gres}', and no node has that with {PlanText.Count(request.Cpus, "processor")} ({result.Words})",
            $"Partitions, processors, MB and resources: {await Known("%R %c %m %G", cancellation)}."),
        var said when Has(said, "node configuration is not available") || Has(said, "More processors requested") => Problem(
            "cpus", $"is {request.Cpus}, and no node has what the task asks for ({result.Words})",
            $"Partitions, processors, MB and resources: {await Known("%R %c %m %G", cancellation)}."),
        var said when Has(said, "unrecognized option") || Has(said, "invalid option") => Problem(
            "sbatchOptions", $"hold one that sbatch does not know ({result.Words})", "'sbatch --help' lists what it knows."),
        _ => new ConfigProblem(NoOrigin, "sbatch", $"refused the {(request.IsReport ? "report's job" : "job")}: {result.Words}",
            request.IsReport
                ? "Correct that with reportTime, reportMemory or reportSbatchOptions in slurm.json."
                : "Correct that with --partition, --account, --time, --memory, --gres or --sbatch-option, or in slurm.json."),
    };

    ConfigProblem Problem(string setting, string finding, string fix)
    {
        // What is not settled for the report's job is as tasks have it.
        string own = request.SettingOf(setting);
        string origin = origins.GetValueOrDefault(own) ?? origins.GetValueOrDefault(setting, NoOrigin);
        return new ConfigProblem(origin, own, finding, fix);
    }

    async Task<string> Known(string field, CancellationToken cancellation) =>
        string.Join(", ", (await partitions(field, cancellation)).Order(StringComparer.Ordinal));

    static bool Has(string said, string words) => said.Contains(words, StringComparison.OrdinalIgnoreCase);
}
