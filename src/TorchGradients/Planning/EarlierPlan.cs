using System.Security.Cryptography;
using System.Text;

namespace TorchGradients.Planning;

/// <summary>What an experiment's folder knows of plans before this one, as far as numbers depend on it.</summary>
public sealed record EarlierPlan
{
    /// <summary>Nothing is known.</summary>
    public static EarlierPlan None { get; } = new();

    /// <summary>Threads by identity.</summary>
    public IReadOnlyDictionary<string, int> Threads { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// Cohorts that numbers are bound to, whole ones also where they were halved, by the identity of their first
    /// member.
    /// </summary>
    public IReadOnlyDictionary<string, EarlierCohort> Cohorts { get; init; } = new Dictionary<string, EarlierCohort>();

    /// <summary>
    /// The cohorts that did not fit into a device's memory and train in halves, each as <see cref="KeyOf"/> calls it.
    /// </summary>
    public IReadOnlySet<string> Halved { get; init; } = new HashSet<string>();

    /// <summary>Whether a cohort trains in halves.</summary>
    /// <param name="identities">Its members' identities, in their places.</param>
    public bool IsHalved(IEnumerable<string> identities) => Halved.Count > 0 && Halved.Contains(KeyOf(identities));

    /// <summary>
    /// What a cohort is known by: SHA-256 of its members' identities in their places, in hexadecimal.
    /// </summary>
    public static string KeyOf(IEnumerable<string> identities) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', identities))));
}

/// <summary>A cohort of an earlier plan that numbers are bound to.</summary>
/// <param name="Most">The most runs of a cohort, as its rule said: <see cref="CohortRule.Most"/>.</param>
/// <param name="Identities">Its members' identities, in their places.</param>
public sealed record EarlierCohort(int Most, IReadOnlyList<string> Identities);
