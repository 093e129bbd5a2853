using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchGradients.Probes;
using TorchGradients.Training;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

public sealed class JacobianTests
{
    static readonly IReadOnlySet<Measurement> s_spectrum = new HashSet<Measurement> { Measurement.JacobianSingularValues };

    public static MatrixTheoryData<string, string, int> Networks => new(["plain", "residual"], ["none", "weight-norm"], [5, 6, 7]);

    [Theory, MemberData(nameof(Networks))]
    public void Singular_values_are_those_of_the_Jacobian_that_autograd_forms(string connection, string normalization, int width)
    {
        ModelConfig model = SomeEngine.Model with { Width = width, Connection = new(connection), Normalization = new(normalization) };

        Compare(model, (engine, inputs) => last => engine.Network.Trace(last, training: false, retainGradients: false).Layers[^1].Input);
    }

    [Theory]
    [InlineData("pre-activation")]
    [InlineData("post-activation")]
    public void Under_batch_norm_the_statistics_of_the_batch_stay(string position)
    {
        ModelConfig model = SomeEngine.Model with { Normalization = SomeEngine.Component("batch-norm", $$"""{"position":"{{position}}","momentum":1}""") };

        // With momentum 1 evaluation uses the mean and the unbiased variance of the newest batch; a step makes it biased.
        Compare(model, (engine, inputs) =>
        {
            using (no_grad()) engine.Network.Trace(inputs, training: true, retainGradients: false);
            foreach (NetworkLayer layer in engine.Network.Layers.SkipLast(1))
            {
                layer.Normalization!.RunningVariance!.mul_((SomeEngine.Batch - 1.0) / SomeEngine.Batch);
            }

            return last => engine.Network.Trace(last, training: false, retainGradients: false).Layers[^1].Input;
        });
    }

    [Fact]
    public void Orthogonal_weights_without_an_activation_have_singular_values_of_1()
    {
        using var scope = NewDisposeScope();
        ModelConfig model = SomeEngine.Model with
        {
            Width = SomeEngine.Features,
            Depth = 30,
            Activation = new("identity"),
            Initialization = new("orthogonal"),
            BiasInitialization = new("zeros"),
        };
        using var engine = SomeEngine.Of(model);
        var (inputs, labels) = SomeEngine.BatchOf();

        var values = engine.Step(inputs, labels, 0, s_spectrum).Measured[0][Measurement.JacobianSingularValues];

        Assert.All(values, value => Assert.Equal(1, value!.Value, 1e-12));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("weight-norm")]
    [InlineData("batch-norm")]
    public void Steps_that_are_read_together_yield_those_of_steps_read_one_by_one_to_the_last_bit(string normalization)
    {
        using var scope = NewDisposeScope();
        ModelConfig model = SomeEngine.Model with { Normalization = new(normalization) };
        using TorchEngine together = SomeEngine.Of(model, seeds: [1, 2]), alone = SomeEngine.Of(model, seeds: [1, 2]);
        var (inputs, labels) = SomeEngine.BatchOf(members: 2);
        var expected = new List<StepResult>();
        for (int step = 0; step < 5; step++)
        {
            together.Enqueue(inputs, labels, step, s_spectrum);
            expected.Add(alone.Step(inputs, labels, step, s_spectrum));
        }

        var all = together.Read().Zip(expected).SelectMany(pair => pair.First.Measured.Zip(pair.Second.Measured)).ToArray();

        Assert.Equal(10, all.Length);
        Assert.All(all, pair => Assert.Equal(pair.Second[Measurement.JacobianSingularValues], pair.First[Measurement.JacobianSingularValues]));
        Assert.NotEqual(all[0].First[Measurement.JacobianSingularValues], all[2].First[Measurement.JacobianSingularValues]);
    }

    [Fact]
    public void Normalisations_with_statistics_of_each_sample_are_refused()
    {
        var config = new RunConfig
        {
            Data = new("gaussian-noise"),
            Model = SomeEngine.Model with { Normalization = new("layer-norm") },
            Probes = [new ProbeConfig { Name = Quantities.JacobianSingularValues }],
        };

        var problem = Assert.Single(JacobianSupport.Problems(config));

        Assert.Equal("probes", problem.Path);
        Assert.Equal("records jacobian-singular-values, which is not known under layer-norm: its statistics are each sample's own", problem.Finding);
        Assert.Empty(JacobianSupport.Problems(config with { Probes = [] }));
    }

    static void Compare(ModelConfig model, Func<TorchEngine, Tensor, Func<Tensor, Tensor>> map)
    {
        using var scope = NewDisposeScope();
        using var engine = SomeEngine.Of(model, seeds: [1, 2]);
        var (inputs, labels) = SomeEngine.BatchOf(members: 2);
        Func<Tensor, Tensor> last = map(engine, inputs);
        double[][] expected = [.. Enumerable.Range(0, 2).Select(member => Expected(last, inputs, member))];

        var result = engine.Step(inputs, labels, 0, s_spectrum);

        for (int member = 0; member < 2; member++)
        {
            var values = result.Measured[member][Measurement.JacobianSingularValues];
            Assert.Equal(JacobianSpectrum.Count, values.Count);
            Assert.All(values.Zip(expected[member]), pair => Assert.Equal(pair.Second, pair.First!.Value, 1e-10));   // float64, rounding of some dozen products
        }
    }

    // Row by row of the Jacobian, then torch's own decomposition.
    static double[] Expected(Func<Tensor, Tensor> last, Tensor inputs, int member)
    {
        var sums = new double[JacobianSpectrum.Count];
        for (int sample = 0; sample < JacobianSpectrum.Samples; sample++)
        {
            using Tensor x = inputs.detach().clone().requires_grad_(true);
            Tensor h = last(x)[member, sample];
            Tensor[] rows = [.. Enumerable.Range(0, (int)h.shape[0]).Select(unit => autograd.grad([h[unit]], [x], retain_graph: true)[0][member, sample])];
            double[] values = linalg.svdvals(stack(rows)).data<double>().ToArray();
            for (int rank = 0; rank < sums.Length; rank++) sums[rank] += values[(int)Math.Round((values.Length - 1) * rank / 4.0)] / JacobianSpectrum.Samples;
        }

        return sums;
    }
}
