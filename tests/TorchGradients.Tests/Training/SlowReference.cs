using TorchGradients.Models;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>One member's pass written out: gradients from autograd.grad, numbers from loops over entries.</summary>
sealed class SlowReference
{
    readonly List<Tensor> _inputs = [], _weights = [], _affines = [], _z = [], _activated = [];
    readonly List<Tensor?> _biases = [];
    readonly Tensor _loss;
    readonly Func<Tensor, Tensor> _activation;
    readonly Tensor _x, _labels;

    public SlowReference(Network network, int member, Tensor inputs, Tensor labels, Func<Tensor, Tensor> activation)
    {
        (_x, _labels, _activation) = (inputs[member], labels[member], activation);
        var a = _x;
        foreach (var layer in network.Layers)
        {
            _inputs.Add(a);
            _weights.Add(layer.EffectiveWeight()[member].detach().clone().requires_grad_(true));
            _biases.Add(layer.Bias?[member].detach().clone().requires_grad_(true));
            var affine = a.matmul(_weights[^1]);
            if (_biases[^1] is { } bias) affine = affine + bias;
            _affines.Add(affine);
            _z.Add(layer.Normalization is null ? affine : Normalized(affine));
            _activated.Add(layer == network.Layers[^1] ? _z[^1] * 1 : activation(_z[^1]));
            a = _activated[^1];
        }

        _loss = nn.functional.cross_entropy(a, _labels);
    }

    public double Loss => _loss.item<double>();

    public double?[] DeltaNorms => Norms(_z);

    public double?[] ActivationGradientNorms => Norms(_activated);

    public double?[] WeightGradientNorms => Norms(_weights);

    public double?[] BiasGradientNorms => Norms(_biases);

    public double?[] WeightNorms => [.. _weights.Select(weight => (double?)Norm(weight))];

    public double?[] Means => [.. _activated.Select(a => (double?)Entries(a).Average())];

    public double?[] Deviations => [.. _activated.Select(a => (double?)Deviation(Entries(a)))];

    /// <summary>φ′ by central differences, of layers without kinks.</summary>
    public double?[] Saturations(double maximalSlope) => [.. _z.Select((z, i) => i == _z.Count - 1
        ? 0
        : (double?)Entries(z).Average(value => Math.Abs(Slope(value)) < 0.05 * maximalSlope ? 1.0 : 0))];

    /// <summary>From a backward pass per sample; under batch norm from contributions at the affine output.</summary>
    public double?[] SignalToNoise(bool isNormalized)
    {
        int batch = (int)_x.shape[0];
        var perSample = Enumerable.Range(0, batch)
            .Select(sample => isNormalized ? Contribution(sample) : Alone(sample)).ToArray();
        return [.. Enumerable.Range(0, _weights.Count).Select(layer =>
        {
            var ratios = new List<double>();
            for (int entry = 0; entry < perSample[0][layer].Length; entry++)
            {
                double[] values = [.. perSample.Select(sample => sample[layer][entry])];
                double deviation = Deviation(values);
                if (deviation > 1e-12) ratios.Add(Math.Abs(values.Average()) / deviation);
            }

            return ratios.Count == 0 ? null : (double?)ratios.Average();
        })];
    }

    double[][] Contribution(int sample)
    {
        var deltas = Gradients(_affines);
        return [.. deltas.Select((delta, i) =>
            Entries(_inputs[i][sample].unsqueeze(1).matmul(delta![sample].unsqueeze(0)) * _x.shape[0]))];
    }

    double[][] Alone(int sample)
    {
        var a = _x[sample].unsqueeze(0);
        for (int i = 0; i < _weights.Count; i++)
        {
            a = a.matmul(_weights[i]) + _biases[i]!;
            if (i < _weights.Count - 1) a = _activation(a);
        }

        var loss = nn.functional.cross_entropy(a, _labels[sample].unsqueeze(0));
        return [.. autograd.grad([loss], [.. _weights]).Select(Entries)];
    }

    double Slope(double z)
    {
        const double Width = 1e-6;
        double above = _activation(tensor(z + Width, float64)).item<double>();
        return (above - _activation(tensor(z - Width, float64)).item<double>()) / (2 * Width);
    }

    Tensor?[] Gradients(IEnumerable<Tensor?> of) =>
        [.. of.Select(tensor => tensor is null ? null : autograd.grad([_loss], [tensor], retain_graph: true)[0])];

    double?[] Norms(IEnumerable<Tensor?> of) =>
        [.. Gradients(of).Select(gradient => gradient is null ? null : (double?)Norm(gradient))];

    static double Norm(Tensor tensor) => Math.Sqrt(Entries(tensor).Sum(entry => entry * entry));

    static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    static double[] Entries(Tensor tensor) => tensor.detach().contiguous().data<double>().ToArray();

    static Tensor Normalized(Tensor affine)
    {
        var centered = affine - affine.mean([0], keepdim: true);
        return centered / (centered.square().mean([0], keepdim: true) + 1e-5).sqrt();
    }
}
