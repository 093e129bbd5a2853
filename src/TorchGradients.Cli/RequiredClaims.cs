using TorchGradients.Reporting.Analysis.Claims;

namespace TorchGradients.Cli;

/// <summary>What <c>--require-claims</c> makes of claims that do not hold: exit code 1, with the reason as the last line.</summary>
/// <param name="areRequired">Whether the option was given.</param>
internal sealed class RequiredClaims(bool areRequired)
{
    readonly List<ClaimVerdict> _others = [];

    /// <summary>Whether the claims make the command fail.</summary>
    public bool AreMissed => areRequired && _others.Count > 0;

    /// <summary>Takes in an experiment's claims that do not hold, or are not decided.</summary>
    public void Add(IReadOnlyList<ClaimVerdict> others) => _others.AddRange(others);

    /// <summary>Says which they are; nothing where all hold, or none has to.</summary>
    public void Tell()
    {
        if (!AreMissed) return;

        string claims = string.Join("; ", _others.Select(verdict => $"'{verdict.Claim.Claim}' ({verdict.Word})"));
        Console.Error.WriteLine($"Exit code 1, because --require-claims asks for all claims to hold: {claims}.");
    }
}
