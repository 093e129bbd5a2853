using TorchGradients.Training.Losses;

namespace TorchGradients.HandRolled;

/// <summary>Backpropagation through a whole network.</summary>
public sealed class HandRolledNetwork(IReadOnlyList<HandRolledLayer> layers, Loss loss)
{
    /// <summary>Layers 1 … L.</summary>
    public IReadOnlyList<HandRolledLayer> Layers => layers;

    /// <summary>a_L.</summary>
    public Matrix Forward(Matrix inputs, bool training) =>
        layers.Aggregate(inputs, (a, layer) => layer.Forward(a, training));

    /// <summary>𝓛: the mean over the batch.</summary>
    public double Loss(Matrix output, IReadOnlyList<int> labels) =>
        Enumerable.Range(0, output.Rows).Sum(sample => loss.Value(output.Row(sample), labels[sample])) / output.Rows;

    /// <summary>From ∂𝓛/∂a_L back to the first layer: every layer then holds its δ_l and its gradients.</summary>
    public void Backward(Matrix output, IReadOnlyList<int> labels)
    {
        Matrix gradient = LossGradient(output, labels);                                        // dL/da_L
        foreach (HandRolledLayer layer in layers.Reverse()) gradient = layer.Backward(gradient);
    }

    Matrix LossGradient(Matrix output, IReadOnlyList<int> labels)
    {
        var gradient = new Matrix(output.Rows, output.Columns);
        for (int sample = 0; sample < output.Rows; sample++)
        {
            loss.Gradient(output.Row(sample), labels[sample], gradient.Row(sample));
        }

        return gradient.Map(entry => entry / output.Rows);
    }
}
