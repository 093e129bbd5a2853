using TorchGradients.Configuration;

namespace TorchGradients.Cli.Slurm;

/// <summary>Why sbatch took no job, and what to do: as a problem of the setting that is to blame.</summary>
/// <param name="client">Tells what there is.</param>
/// <param name="work">What was to be submitted.</param>
internal sealed class Refusal(SlurmClient client, SlurmWork work)
{
    /// <summary>From what sbatch said.</summary>
    public async Task<ConfigProblem> Of(ToolResult result, CancellationToken cancellation) => result.Error switch
    {
        var said when Has(said, "invalid partition") => Problem(
            "partition", $"'{work.Settings.Partition}' is not a partition of this cluster", $"There are: {await Known("%R", cancellation)}."),
        var said when Has(said, "invalid account") => Problem(
            "account", $"'{work.Settings.Account}' is not an account that you may charge here",
            "'sacctmgr show associations user=$USER' lists yours."),
        var said when Has(said, "generic resource") => Problem(
            "gres", $"'{work.Settings.Gres}' is not a resource of this cluster", $"There are: {await Known("%G", cancellation)}."),
        var said when Has(said, "--time specification") || Has(said, "time limit") => Problem(
            "time", $"'{work.Settings.Time}' is not taken ({result.Words})",
            $"Write for example 30 (minutes), 2:00:00 or 1-12; the partitions allow: {await Known("%R %l", cancellation)}."),
        var said when Has(said, "--mem") || Has(said, "memory specification") => Problem(
            "memory", $"'{work.Settings.Memory}' is not taken ({result.Words})",
            $"Write for example 4G; the nodes have, in MB: {await Known("%R %m", cancellation)}."),
        // Slurm does not say of what there is too little; a resource that is asked for is the likelier.
        var said when Has(said, "node configuration is not available") && work.Settings.Gres is { } gres => Problem(
            "gres", $"is '{gres}', and no node has that with {work.Settings.Cpus} {(work.Settings.Cpus == 1 ? "processor" : "processors")} ({result.Words})",
            $"Partitions, processors, MB and resources: {await Known("%R %c %m %G", cancellation)}."),
        var said when Has(said, "node configuration is not available") || Has(said, "More processors requested") => Problem(
            "cpus", $"is {work.Settings.Cpus}, and no node has what the task asks for ({result.Words})",
            $"Partitions, processors, MB and resources: {await Known("%R %c %m %G", cancellation)}."),
        var said when Has(said, "unrecognized option") || Has(said, "invalid option") => Problem(
            "sbatchOptions", $"hold one that sbatch does not know ({result.Words})", "'sbatch --help' lists what it knows."),
        _ => new ConfigProblem("what Slurm was asked for", "sbatch", $"refused the job: {result.Words}",
            "Correct that with --partition, --account, --time, --memory, --gres or --sbatch-option, or in slurm.json."),
    };

    ConfigProblem Problem(string setting, string finding, string fix) =>
        new(work.Origins.GetValueOrDefault(setting, "what Slurm was asked for"), setting, finding, fix);

    async Task<string> Known(string field, CancellationToken cancellation) =>
        string.Join(", ", (await client.Partitions(field, cancellation)).Order(StringComparer.Ordinal));

    static bool Has(string said, string words) => said.Contains(words, StringComparison.OrdinalIgnoreCase);
}
