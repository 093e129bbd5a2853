using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using TorchGradients.Training.Losses;

namespace TorchGradients.Theory;

/// <summary>
/// The size of δ_L before anything was learned, for outputs z ~ N(mean, q_L) that know nothing of the labels.
/// </summary>
public static class OutputError
{
    // Fixed draws: the same config has the same prediction. Their mean is right to about 1 %.
    const int Draws = 4096;
    const int Seed = 20;

    // The alignment matters in parts of 1 / n only: right to 5 %.
    const int FewDraws = 512;

    /// <summary>‖δ_L‖ of a batch: √(E‖∂ℓ/∂a ⊙ φ_L′(z)‖² / batch), ℓ one sample's loss.</summary>
    /// <param name="loss">ℓ.</param>
    /// <param name="activation">φ_L.</param>
    /// <param name="mean">Mean of z_L: that of the output layer's biases.</param>
    /// <param name="variance">q_L.</param>
    /// <param name="classes">Number of outputs.</param>
    /// <param name="batch">Samples of a batch.</param>
    public static double Norm(Loss loss, ActivationMoments activation, double mean, double variance, int classes, int batch) =>
        Math.Sqrt(Means(loss, activation, mean, variance, classes, Draws).Square / batch);

    /// <summary>
    /// E[((z_L − mean) · δ_L)²] / (q_L E‖δ_L‖²): 1 where δ_L knows nothing of z_L, more where outputs pull themselves back,
    /// as a softmax's do: E[z · softmax(z)] is above 0.
    /// </summary>
    /// <param name="loss">ℓ.</param>
    /// <param name="activation">φ_L.</param>
    /// <param name="mean">Mean of z_L: that of the output layer's biases.</param>
    /// <param name="variance">q_L, above 0.</param>
    /// <param name="classes">Number of outputs.</param>
    public static double Alignment(Loss loss, ActivationMoments activation, double mean, double variance, int classes)
    {
        (double square, double along) = Means(loss, activation, mean, variance, classes, FewDraws);
        return square > 0 && variance > 0 ? along / (variance * square) : 1;
    }

    static (double Square, double Along) Means(
        Loss loss, ActivationMoments activation, double mean, double variance, int classes, int draws)
    {
        var normal = new Normal(mean, Math.Sqrt(variance), new MersenneTwister(Seed));
        double[] z = new double[classes];
        double[] output = new double[classes];
        double[] gradient = new double[classes];
        double squares = 0;
        double alongs = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            normal.Samples(z);
            for (int i = 0; i < classes; i++) output[i] = activation.Value(z[i]);
            loss.Gradient(output, draw % classes, gradient);
            double along = 0;
            for (int i = 0; i < classes; i++)
            {
                double delta = gradient[i] * activation.Slope(z[i]);
                squares += delta * delta;
                along += (z[i] - mean) * delta;
            }

            alongs += along * along;
        }

        return (squares / draws, alongs / draws);
    }
}
