using TorchGradients.Reporting.Analysis;
using TorchGradients.Theory;

namespace TorchGradients.Cli.Terminal;

/// <summary>What a prediction means, in sentences.</summary>
public static class TheoryText
{
    const double NormalQuantile = 1.96;

    /// <summary>The sentences, in the order in which a reader wants them.</summary>
    public static IEnumerable<string> Sentences(NetworkTheory theory)
    {
        foreach (string obstacle in theory.Obstacles) yield return $"No prediction. {obstacle}";
        if (theory.Decay?.FactorPerLayer is { } factor)
        {
            yield return $"Predicted decay factor per layer: {ShortNumber.Of(factor, 4)}{Scatter(theory.FiniteWidth, factor)}. "
                + $"Layer 1 gets {ShortNumber.Of(theory.Decay.FirstToLastRatio, 2)} of what the last hidden layer gets.";
        }

        foreach (string limit in theory.Limits) yield return limit;
        if (theory.Phase is { } phase) yield return Phase(phase);
    }

    static string Scatter(FiniteWidth? width, double factor)
    {
        if (width is null) return " for wide layers";

        double typical = factor * width.TypicalFactor;
        double spread = Math.Exp(NormalQuantile * width.Deviation);
        return $" for wide layers; at this width seeds scatter from {ShortNumber.Of(typical / spread, 4)} to {ShortNumber.Of(typical * spread, 4)} (95 %)";
    }

    static string Phase(PhaseDiagnosis phase)
    {
        string depth = phase.TrainableDepth switch
        {
            null => "no depth scale",
            double.PositiveInfinity => "any depth trains",
            { } layers => $"about {ShortNumber.Of(layers, 2)} layers train",
        };
        string variance = phase.Variance switch
        {
            0 => "the variance dies out",
            double.PositiveInfinity => "the variance grows without end",
            { } fixedPoint => $"the variance of z settles at {ShortNumber.Of(fixedPoint, 3)}",
        };
        string meaning = phase.Phase switch
        {
            Theory.Phase.Ordered => $"ordered: {Inputs(phase)} and gradients vanish",
            Theory.Phase.Critical => "critical: inputs and gradients travel far",
            Theory.Phase.Chaotic => $"chaotic: {Inputs(phase)} and gradients explode",
            _ => throw new ArgumentOutOfRangeException(nameof(phase)),
        };
        return $"Far from the input the network is {meaning} (the factor of the squared norm is {ShortNumber.Of(phase.SlopeFactor, 3)}); {variance}; {depth}{Scales(phase)}.";
    }

    static string Inputs(PhaseDiagnosis phase) => phase.Correlation switch
    {
        null => "inputs stay as alike as they are",
        >= 1 => "inputs become alike",
        _ => "inputs drift apart",
    };

    static string Scales(PhaseDiagnosis phase)
    {
        string correlation = Scale("two inputs' correlation", phase.CorrelationDepth);
        string variance = Scale("the variance", phase.VarianceDepth);
        return correlation.Length + variance.Length == 0 ? "" : $" (depth scales: {string.Join(", ", new[] { correlation, variance }.Where(text => text.Length > 0))})";
    }

    static string Scale(string what, double? depth) => depth switch
    {
        null => "",
        double.PositiveInfinity => $"{what} settles after no finite number of layers",
        { } layers => $"{what} settles over {ShortNumber.Of(layers, 2)} layers",
    };
}
