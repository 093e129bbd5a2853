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

    /// <summary>‖δ_L‖ of a batch: √(E‖∂ℓ/∂a ⊙ φ_L′(z)‖² / batch), ℓ one sample's loss.</summary>
    /// <param name="loss">ℓ.</param>
    /// <param name="activation">φ_L.</param>
    /// <param name="mean">Mean of z_L: that of the output layer's biases.</param>
    /// <param name="variance">q_L.</param>
    /// <param name="classes">Number of outputs.</param>
    /// <param name="batch">Samples of a batch.</param>
    public static double Norm(Loss loss, ActivationMoments activation, double mean, double variance, int classes, int batch)
    {
        var normal = new Normal(mean, Math.Sqrt(variance), new MersenneTwister(Seed));
        double[] z = new double[classes];
        double[] output = new double[classes];
        double[] gradient = new double[classes];
        double sum = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            normal.Samples(z);
            for (int i = 0; i < classes; i++) output[i] = activation.Value(z[i]);
            loss.Gradient(output, draw % classes, gradient);
            for (int i = 0; i < classes; i++)
            {
                double delta = gradient[i] * activation.Slope(z[i]);
                sum += delta * delta;
            }
        }

        return Math.Sqrt(sum / Draws / batch);
    }
}
