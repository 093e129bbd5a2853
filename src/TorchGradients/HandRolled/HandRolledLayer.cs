using TorchGradients.Models.Activations;

namespace TorchGradients.HandRolled;

/// <summary>
/// One layer, forwards and backwards. A row of a matrix is a sample, so what formulas write W a is a W here, with W of
/// shape [in, out], and W^T delta is delta W^T.
/// </summary>
public sealed class HandRolledLayer(Matrix weight, double[]? bias, Activation activation)
{
    /// <summary>W_l [in, out].</summary>
    public Matrix Weight { get; } = weight;

    /// <summary>b_l [out]; null where batch normalisation replaces it.</summary>
    public double[]? Bias { get; } = bias;

    /// <summary>φ.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>φ's learned parameter p (one entry), or empty.</summary>
    public double[] Parameter { get; } = activation.InitialParameter is { } initial ? [initial] : [];

    /// <summary>Batch normalisation; null for none.</summary>
    public BatchNormalization? Normalization { get; init; }

    /// <summary>Whether it stands after φ instead of before it.</summary>
    public bool NormalizesAfterActivation { get; init; }

    /// <summary>a_{l−1} of the last forward pass.</summary>
    public Matrix Input { get; private set; } = new(0, 0);

    /// <summary>z_l, what enters φ.</summary>
    public Matrix Z { get; private set; } = new(0, 0);

    /// <summary>φ(z_l).</summary>
    public Matrix Activated { get; private set; } = new(0, 0);

    /// <summary>∂𝓛/∂a_l, a_l = φ(z_l).</summary>
    public Matrix ActivatedGradient { get; private set; } = new(0, 0);

    /// <summary>δ_l = ∂𝓛/∂z_l.</summary>
    public Matrix Delta { get; private set; } = new(0, 0);

    /// <summary>∂𝓛/∂(W_l a_{l−1} + b_l): δ_l itself unless batch normalisation stands before φ.</summary>
    public Matrix AffineGradient { get; private set; } = new(0, 0);

    /// <summary>∂𝓛/∂W_l.</summary>
    public Matrix WeightGradient { get; private set; } = new(0, 0);

    /// <summary>∂𝓛/∂b_l; empty without a bias.</summary>
    public double[] BiasGradient { get; private set; } = [];

    /// <summary>∂𝓛/∂p; empty without a learned parameter.</summary>
    public double[] ParameterGradient { get; private set; } = [];

    /// <summary>p, or 0 where φ has none.</summary>
    public double ParameterValue => Parameter.Length == 0 ? 0 : Parameter[0];

    /// <summary>W_l a_{l−1} + b_l.</summary>
    public Matrix Affine(Matrix input) => Matrix.AddToRows(input * Weight, Bias);

    /// <summary>What the layer hands on.</summary>
    public Matrix Forward(Matrix input, bool training)
    {
        Input = input;
        Matrix affine = Affine(input);                                                            // W_l a_{l-1} + b_l
        Z = BeforeActivation is null ? affine : BeforeActivation.Forward(affine, training);       // z_l
        Activated = Z.Map(z => Activation.Value(z, ParameterValue));                              // a_l = phi(z_l)
        return AfterActivation is null ? Activated : AfterActivation.Forward(Activated, training);
    }

    /// <summary>From the gradient of what the layer handed on to the gradient of its input.</summary>
    public Matrix Backward(Matrix outputGradient)
    {
        ActivatedGradient = AfterActivation is null ? outputGradient : AfterActivation.Backward(outputGradient);
        Delta = Matrix.Hadamard(ActivatedGradient, Z.Map(z => Activation.Derivative(z, ParameterValue)));   // dL/da_l * phi'(z_l)
        AffineGradient = BeforeActivation is null ? Delta : BeforeActivation.Backward(Delta);
        WeightGradient = Matrix.TransposeTimes(Input, AffineGradient);                                      // delta_l^T a_{l-1}
        BiasGradient = Bias is null ? [] : AffineGradient.SumOfRows();                                      // sum over the batch of delta_l
        ParameterGradient = Parameter.Length == 0 ? [] : [DerivativeByParameter()];                         // sum of dL/da_l * dphi/dp
        return Matrix.TimesTranspose(AffineGradient, Weight);                                               // W_l^T delta_l
    }

    BatchNormalization? BeforeActivation => NormalizesAfterActivation ? null : Normalization;

    BatchNormalization? AfterActivation => NormalizesAfterActivation ? Normalization : null;

    double DerivativeByParameter() =>
        Matrix.Hadamard(ActivatedGradient, Z.Map(z => Activation.ParameterDerivative(z, ParameterValue))).Entries.Sum();

    /// <summary>Everything that is trained, each with its gradient of the last backward pass.</summary>
    public IEnumerable<(double[] Values, double[] Gradient)> Trained()
    {
        yield return (Weight.Entries, WeightGradient.Entries);
        if (Bias is not null) yield return (Bias, BiasGradient);
        if (Normalization is not null)
        {
            yield return (Normalization.Scale, Normalization.ScaleGradient);
            yield return (Normalization.Shift, Normalization.ShiftGradient);
        }

        if (Parameter.Length > 0) yield return (Parameter, ParameterGradient);
    }
}
