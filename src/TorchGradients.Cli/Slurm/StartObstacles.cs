namespace TorchGradients.Cli.Slurm;

/// <summary>Slurm's reasons for which a job waits for ever unless someone does something; all others pass by themselves.</summary>
internal static class StartObstacles
{
    static readonly Dictionary<string, string> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PartitionConfig"] = "it asks for more processors, memory or nodes than the partition has",
        ["PartitionNodeLimit"] = "it asks for more nodes or processors than the partition gives to a job",
        ["PartitionTimeLimit"] = "its --time is longer than the partition allows",
        ["BadConstraints"] = "no node has what it asks for",
        ["InvalidAccount"] = "its account is not known",
        ["InvalidQOS"] = "its quality of service is not known",
        ["AccountNotAllowed"] = "its account may not use the partition",
        ["QOSNotAllowed"] = "its quality of service may not be used in the partition",
        ["DependencyNeverSatisfied"] = "what it waits for can never come",
        ["JobHeldUser"] = "it is held; 'scontrol release' lets it go",
        ["JobHeldAdmin"] = "an administrator holds it",
        ["launch failed requeued held"] = "it could not be started on its node and is held; 'scontrol release' lets it go",
        ["AssocMaxCpuPerJobLimit"] = "it asks for more processors than the account may have for a job",
        ["AssocMaxMemPerJob"] = "it asks for more memory than the account may have for a job",
        ["AssocMaxWallDurationPerJobLimit"] = "its --time is longer than the account may have for a job",
        ["QOSMaxCpuPerJobLimit"] = "it asks for more processors than its quality of service gives to a job",
        ["QOSMaxMemoryPerJob"] = "it asks for more memory than its quality of service gives to a job",
        ["QOSMaxWallDurationPerJobLimit"] = "its --time is longer than its quality of service allows",
    };

    /// <summary>The reason with what it means; null where the job will start when its time comes.</summary>
    /// <param name="reason">As squeue tells it, with or without brackets or underscores.</param>
    public static string? Of(string reason)
    {
        string plain = reason.Trim('(', ')', ' ');
        return s_words.TryGetValue(plain.Replace('_', ' '), out string? words) || s_words.TryGetValue(plain, out words)
            ? $"{plain}: {words}"
            : null;
    }
}
