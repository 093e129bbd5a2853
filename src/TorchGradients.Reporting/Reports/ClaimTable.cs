using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Reporting.Reports;

/// <summary>The table of an experiment's claims: what is claimed, by whom, and what was measured.</summary>
static class ClaimTable
{
    public static ReportTable Of(ExperimentAnalysis analysis) => new(
        "Claims and what the measurements say of them",
        ["claim", "source", "verdict", "measured"],
        [
            .. analysis.Claims.Select(verdict => (IReadOnlyList<ReportEntry>)
            [
                new ReportEntry(verdict.Claim.Claim), new ReportEntry(verdict.Claim.Source), new ReportEntry(verdict.Word), new ReportEntry(verdict.Numbers),
            ]),
        ],
        "A claim holds where the whole interval of every part agrees with it, does not hold where the whole interval of one disagrees, and is not decided otherwise.");
}
