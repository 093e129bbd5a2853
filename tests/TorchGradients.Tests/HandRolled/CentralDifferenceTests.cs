using TorchGradients.HandRolled;
using TorchGradients.Training.Losses;
using Xunit;
using Phi = TorchGradients.Models.Activations.Activations;

namespace TorchGradients.Tests.HandRolled;

public sealed class CentralDifferenceTests
{
    const double Width = 1e-5;
    const double Tolerance = 1e-7;   // the third derivative times 1e-10, and rounding of 1e-16 over 1e-5

    static readonly int[] s_labels = [0, 2, 1, 1, 2, 0, 1];

    public static MatrixTheoryData<string, string, string> Cases => new(
        [.. Phi.All.Components.Select(component => component.Name)], [.. Losses.All.Components.Select(component => component.Name)],
        ["none", "pre-activation", "post-activation"]);

    [Theory, MemberData(nameof(Cases))]
    public void Every_gradient_is_the_slope_of_the_loss(string activation, string loss, string normalization)
    {
        var random = new Random(5);
        var network = new HandRolledNetwork(
            [Layer(4, 5, activation, normalization), Layer(5, 5, activation, normalization), Layer(5, 3, "sigmoid", "none")],
            Losses.All.Create(loss));
        Matrix inputs = Random(s_labels.Length, 4);
        Matrix output = network.Forward(inputs, training: true);
        network.Backward(output, s_labels);
        (double[] Values, double[] Gradient)[] trained = [.. network.Layers.SelectMany(layer => layer.Trained())];

        foreach ((double[] values, double[] gradient) in trained)
        {
            for (int i = 0; i < values.Length; i++)
            {
                double here = values[i];
                double slope = (LossAt(here + Width) - LossAt(here - Width)) / (2 * Width);
                values[i] = here;
                Assert.Equal(slope, gradient[i], Tolerance);

                double LossAt(double value)
                {
                    values[i] = value;
                    return network.Loss(network.Forward(inputs, training: true), s_labels);
                }
            }
        }

        HandRolledLayer Layer(int inputs, int units, string phi, string position)
        {
            BatchNormalization? batchNorm = position == "none" ? null : new BatchNormalization(units, 1e-5, 0.1);
            if (batchNorm is not null)
            {
                Random(1, units).Map(value => 1 + value / 4).Entries.CopyTo(batchNorm.Scale, 0);
                Random(1, units).Map(value => value / 4).Entries.CopyTo(batchNorm.Shift, 0);
            }

            return new HandRolledLayer(
                Random(inputs, units), position == "pre-activation" ? null : Random(1, units).Entries, Phi.All.Create(phi))
            {
                Normalization = batchNorm,
                NormalizesAfterActivation = position == "post-activation",
            };
        }

        Matrix Random(int rows, int columns) => new Matrix(rows, columns).Map(_ => 2 * random.NextDouble() - 1);
    }
}
