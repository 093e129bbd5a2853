using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>The claims of an experiment; nothing where it has none.</summary>
static class ClaimSection
{
    public static string Html(ExperimentAnalysis analysis) => analysis.Claims.Count == 0
        ? ""
        : $"""
            <section id="claims" aria-labelledby="claims-head">
            <h2 id="claims-head">Claims</h2>
            {HtmlText.Table(ClaimTable.Of(analysis), 1)}
            </section>

            """;
}
