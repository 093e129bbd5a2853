using TorchGradients.Configuration;
using TorchGradients.Records;

namespace TorchGradients.Theory;

/// <summary>What theory says of a run's first step, to be held beside what was measured.</summary>
/// <param name="Shape">‖δ_l‖ / ‖δ_L‖, layers 1 … L; null where theory does not apply.</param>
/// <param name="FactorPerLayer">The decay factor of that profile; null without one, or with fewer than two hidden layers.</param>
/// <param name="FiniteWidth">What finite width changes; null where that is not known.</param>
/// <param name="Obstacle">Why theory does not apply; null where it does.</param>
/// <param name="LeavesOutLength">Whether a part of the error term is left out: <see cref="LengthMode.IsLeftOut"/>.</param>
public sealed record FirstStepTheory(
    IReadOnlyList<double>? Shape, double? FactorPerLayer, FiniteWidth? FiniteWidth, string? Obstacle, bool LeavesOutLength = false)
{
    /// <summary>The quantity under which the prediction stands in a run's records.</summary>
    public const string Quantity = "predicted-delta-norm";

    /// <summary>The theory of a network.</summary>
    /// <param name="model">The network.</param>
    /// <param name="features">Inputs per sample.</param>
    /// <param name="classes">Outputs per sample.</param>
    /// <param name="inputs">The inputs' moments.</param>
    /// <param name="loss">The loss; null: a δ_L that knows nothing of z_L.</param>
    public static FirstStepTheory Of(ModelConfig model, int features, int classes, InputMoments inputs, ComponentConfig? loss)
    {
        NetworkSettings settings = NetworkSettings.Of(model, features, classes, loss);
        if (MeanField.Predict(settings, inputs) is not { } layers)
        {
            return new FirstStepTheory(null, null, null, string.Join(' ', settings.Obstacles));
        }

        double[] shape = [.. layers.Select(layer => layer.Delta)];
        if (!shape.All(double.IsFinite))
        {
            return new FirstStepTheory(null, null, null, "The predicted numbers leave the range of floating point.");
        }

        FiniteWidth? finite = FiniteWidth.Of(layers);
        bool isFinite = finite is { TypicalFactor: > 0 } && double.IsFinite(finite.TypicalFactor) && double.IsFinite(finite.Deviation);
        return new FirstStepTheory(
            shape, DecayFactor.From([.. shape.Select(value => (double?)value)])?.FactorPerLayer, isFinite ? finite : null, null,
            LengthMode.IsLeftOut(settings.Layers));
    }

    /// <summary>‖δ_1‖ … ‖δ_L‖ as predicted from the measured ‖δ_L‖; null where theory does not apply or ‖δ_L‖ is not finite.</summary>
    /// <param name="measured">‖δ_1‖ … ‖δ_L‖ of step 0.</param>
    public IReadOnlyList<double?>? Profile(IReadOnlyList<double?> measured) =>
        Shape is not null && measured.Count == Shape.Count && measured[^1] is { } last && double.IsFinite(last)
            ? [.. Shape.Select(value => (double?)(value * last))]
            : null;

    /// <summary>Measured against predicted.</summary>
    /// <param name="measured">‖δ_1‖ … ‖δ_L‖ of step 0.</param>
    public OutcomeTheory Compare(IReadOnlyList<double?> measured)
    {
        if (Obstacle is not null) return OutcomeTheory.Without(Obstacle);
        if (FactorPerLayer is not { } predicted) return OutcomeTheory.Without("A decay factor takes two hidden layers, and norms above 0.");
        if (DecayFactor.From(measured)?.FactorPerLayer is not { } factor)
        {
            return OutcomeTheory.Without("The measured profile has no decay factor: a norm is 0, not finite or missing.", predicted);
        }

        double ratio = factor / predicted;
        if (LeavesOutLength)
        {
            return new OutcomeTheory(predicted, ratio, null, null, null, null, null,
                TheoryLimits.LengthLeftOut, IsOutOfReach: true);
        }

        if (FiniteWidth is not { } width)
        {
            return new OutcomeTheory(predicted, ratio, null, null, null, null, null, TheoryLimits.ScatterUnknown);
        }

        double spread = Math.Exp(OutcomeTheory.Quantile * width.Deviation);
        bool agrees = ratio >= OutcomeTheory.LowestExpected(width.TypicalFactor, width.Deviation, 1)
            && ratio <= OutcomeTheory.HighestExpected(width.TypicalFactor, width.Deviation, 1);
        return new OutcomeTheory(predicted, ratio, ratio / spread, ratio * spread, width.TypicalFactor, width.Deviation, agrees, null);
    }
}
