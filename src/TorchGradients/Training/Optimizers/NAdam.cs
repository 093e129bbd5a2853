namespace TorchGradients.Training.Optimizers;

/// <summary>Adam with Nesterov's momentum.</summary>
/// <remarks>
/// μ_t = β₁(1 − 0.96^(tψ) / 2); Π_t = μ_1 … μ_t; m, v as <see cref="Adam"/>;
/// θ −= η((1 − μ_t) g / (1 − Π_t) + μ_{t+1} m / (1 − Π_{t+1})) / (√v̂ + ε).
/// Source: Dozat 2016; torch.optim.NAdam.
/// </remarks>
public sealed class NAdam(NAdamOptions options) : Optimizer
{
    readonly List<double> _products = [1];   // Π_0, Π_1, …: known from t alone, kept so that a step need not start over

    /// <inheritdoc/>
    public override double LearningRate => options.LearningRate;

    /// <inheritdoc/>
    public override void Update(
        Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state, double learningRate, int update)
    {
        using var scope = torch.NewDisposeScope();
        using var withoutGradients = torch.no_grad();

        gradient = gradient.WithDecay(parameter, options.WeightDecay);
        var (mean, square) = AdamMoments.Advance(parameter, gradient, state, options.Beta1, options.Beta2);
        var root = AdamMoments.Root(square, options.Beta2, options.Epsilon, update);

        double ofGradient = (1 - Momentum(update)) / (1 - Product(update));
        double ofMean = Momentum(update + 1) / (1 - Product(update + 1));
        parameter.addcdiv_(gradient, root, -learningRate * ofGradient);
        parameter.addcdiv_(mean, root, -learningRate * ofMean);
    }

    double Momentum(int update) => options.Beta1 * (1 - 0.5 * Math.Pow(0.96, update * options.MomentumDecay));

    double Product(int update)
    {
        while (_products.Count <= update)
        {
            _products.Add(_products[^1] * Momentum(_products.Count));
        }

        return _products[update];
    }
}
