using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Reporting.Figures;

/// <summary>A kind of figure.</summary>
/// <param name="Name">Its name, also of its files.</param>
/// <param name="Heading">The heading of its section in a report.</param>
/// <param name="Needs">The quantity without which there is nothing to draw.</param>
/// <param name="Model">What it shows of an experiment.</param>
public sealed record Figure(string Name, string Heading, string Needs, Func<ExperimentAnalysis, FigureModel> Model);
