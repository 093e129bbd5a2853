namespace TorchGradients.Reporting.Figures;

/// <summary>
/// All that a figure shows, in numbers and words, from which the picture in <c>figures/</c> and the chart in
/// <c>report.html</c> are both drawn; drawing adds nothing but looks.
/// </summary>
/// <param name="Title">What is seen.</param>
public abstract record FigureModel(string Title)
{
    /// <summary>What it comes to, with the numbers, for those who cannot see it; empty where there is nothing to say.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>How to read it: what bands and marks are.</summary>
    public string Reading { get; init; } = "";

    /// <summary>What is left out for want of space, and where it can be found; null where all is shown.</summary>
    public string? Thinning { get; init; }

    /// <summary>Whether there is nothing to draw.</summary>
    public abstract bool IsEmpty { get; }
}
