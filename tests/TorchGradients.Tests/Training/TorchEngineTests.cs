using TorchGradients.Probes;
using TorchGradients.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

public sealed class TorchEngineTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("batch-norm")]
    [InlineData("layer-norm")]
    [InlineData("weight-norm")]
    public void Each_of_three_members_goes_the_way_it_goes_alone(string normalization)
    {
        using var scope = NewDisposeScope();
        var model = SomeEngine.Model with { Normalization = new(normalization) };
        var training = SomeEngine.Training with
        {
            Optimizer = new("adam"),
            Clipping = SomeEngine.Component("norm", """{"maximum":0.1}"""),
        };
        using var together = SomeEngine.Of(model, training, seeds: [1, 2, 3]);
        using var alone = SomeEngine.Of(model, training, seeds: [2]);
        var (inputs, labels) = SomeEngine.BatchOf(members: 3);

        for (int step = 0; step < 10; step++)
        {
            var ofThree = together.Step(inputs, labels, step, SomeEngine.Everything);
            var ofOne = alone.Step(inputs.narrow(0, 1, 1), labels.narrow(0, 1, 1), step, SomeEngine.Everything);
            Assert.Equal(ofOne.Losses[0], ofThree.Losses[1], 1e-13);
            foreach (var measurement in SomeEngine.Everything)
            {
                Assert.Equal(ofOne.Measured[0][measurement], ofThree.Measured[1][measurement], Close);
            }
        }
    }

    [Fact]
    public void Live_tensors_stay_constant_over_200_steps_with_all_probes()
    {
        using var scope = NewDisposeScope();
        var model = SomeEngine.Model with { Normalization = new("batch-norm"), Activation = new("prelu") };
        var training = SomeEngine.Training with { Optimizer = new("adam"), Clipping = new("norm") };
        using var engine = SomeEngine.Of(model, training);
        var (inputs, labels) = SomeEngine.BatchOf();
        engine.Step(inputs, labels, 0, SomeEngine.Everything);
        var (rows, targets) = (inputs[0], labels[0]);
        engine.Evaluate(rows, targets);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        for (int step = 1; step <= 200; step++)
        {
            engine.Step(inputs, labels, step, step % 2 == 0 ? SomeEngine.Everything : SomeEngine.Nothing);
            if (step % 50 == 0) engine.Evaluate(rows, targets);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void What_is_measured_does_not_change_the_training()
    {
        using var scope = NewDisposeScope();
        using var watched = SomeEngine.Of();
        using var unwatched = SomeEngine.Of();
        var (inputs, labels) = SomeEngine.BatchOf();

        for (int step = 0; step < 20; step++)
        {
            double expected = unwatched.Step(inputs, labels, step, SomeEngine.Nothing).Losses[0];
            Assert.Equal(expected, watched.Step(inputs, labels, step, SomeEngine.Everything).Losses[0]);
        }
    }

    [Fact]
    public void Gradients_of_what_passes_are_handed_on_only_where_something_needs_them()
    {
        using var scope = NewDisposeScope();
        using var engine = SomeEngine.Of();
        var trace = engine.Network.Trace(SomeEngine.BatchOf().Inputs, training: true, retainGradients: false);

        Assert.Empty(Needing());
        Assert.Empty(Needing(Measurement.WeightGradientNorm, Measurement.UpdateNorm, Measurement.Saturation));
        Assert.Equal(trace.Layers.Select(layer => layer.PreActivation), Needing(Measurement.DeltaNorm));

        IEnumerable<Tensor> Needing(params Measurement[] needed) =>
            new StepMeasurer(engine.Network, needed.ToHashSet()).OnTheWay(trace);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_member_whose_loss_is_not_finite_stays_where_it_is_and_the_others_go_on(bool isMeasured)
    {
        using var scope = NewDisposeScope();
        using var engine = SomeEngine.Of(training: SomeEngine.Training with { Optimizer = new("adam") }, seeds: [1, 2]);
        using var healthy = SomeEngine.Of(training: SomeEngine.Training with { Optimizer = new("adam") }, seeds: [1]);
        var (inputs, labels) = SomeEngine.BatchOf(members: 2);
        inputs[1] = double.NaN;
        var before = engine.Network.Parameters.Select(parameter => parameter.detach().clone()).ToArray();

        var needed = isMeasured ? SomeEngine.Everything : SomeEngine.Nothing;
        var result = engine.Step(inputs, labels, 0, needed);
        healthy.Step(inputs.narrow(0, 0, 1), labels.narrow(0, 0, 1), 0, needed);

        Assert.True(double.IsNaN(result.Losses[1]));
        for (int i = 0; i < before.Length; i++)
        {
            Assert.True(engine.Network.Parameters[i][1].equal(before[i][1]).all().item<bool>());
            Assert.True(allclose(engine.Network.Parameters[i][0], healthy.Network.Parameters[i][0], 0, 1e-14));
        }

        if (!isMeasured) return;
        Assert.All(result.Measured[1][Measurement.UpdateNorm], value => Assert.Null(value));
        Assert.All(result.Measured[0][Measurement.UpdateNorm], value => Assert.True(value > 0));
        Assert.True(double.IsNaN(result.Measured[1][Measurement.DeltaNorm][0]!.Value));
    }

    [Fact]
    public void Evaluation_is_the_mean_over_all_rows_whatever_the_chunks()
    {
        using var scope = NewDisposeScope();
        using var engine = SomeEngine.Of(seeds: [1, 2]);
        using var generator = new Generator(4);
        var inputs = randn([20_000, SomeEngine.Features], float64, generator: generator);
        var labels = randint(SomeEngine.Classes, [20_000], int64, generator: generator);

        var evaluations = engine.Evaluate(inputs, labels);

        var output = engine.Network.Trace(inputs.unsqueeze(0).expand(2, -1, -1), false, false).Output;
        for (int member = 0; member < 2; member++)
        {
            double loss = nn.functional.cross_entropy(output[member], labels).item<double>();
            Assert.Equal(loss, evaluations[member].Loss, 1e-12);
            double accuracy = output[member].argmax(-1).eq(labels).to(float64).mean().item<double>();
            Assert.Equal(accuracy, evaluations[member].Accuracy, 1e-12);
        }
    }

    [Fact]
    public void Error_terms_of_1e_30_are_the_same_in_single_and_double_precision()
    {
        using var scope = NewDisposeScope();
        var model = SomeEngine.Model with
        {
            Depth = 60,
            Width = 32,
            Activation = new("sigmoid"),
            Initialization = new("he-normal"),
        };
        using var single = SomeEngine.Of(model, precision: ScalarType.Float32);
        using var twofold = SomeEngine.Of(model);
        var (inputs, labels) = SomeEngine.BatchOf();
        HashSet<Measurement> needed = [Measurement.DeltaNorm, Measurement.WeightGradientNorm];

        var expected = twofold.Step(inputs, labels, 0, needed).Measured[0];
        var actual = single.Step(inputs.to(float32), labels, 0, needed).Measured[0];

        Assert.InRange(expected[Measurement.DeltaNorm][0]!.Value, 1e-36, 1e-26);
        foreach (var measurement in needed)
        {
            for (int layer = 0; layer < single.LayerCount; layer++)
            {
                // 60 layers of float32 products; the norm itself is right to 1e-5.
                Assert.Equal(1, actual[measurement][layer]!.Value / expected[measurement][layer]!.Value, 1e-4);
            }
        }
    }

    [Fact]
    public void Lsuv_scales_on_the_first_batch_before_the_first_step_and_only_once()
    {
        using var scope = NewDisposeScope();
        using var engine = SomeEngine.Of(SomeEngine.Model with { Initialization = new("lsuv") });
        var (inputs, labels) = SomeEngine.BatchOf();
        engine.Prepare(inputs);
        var scaled = engine.Network.Layers[0].Weight.detach().clone();
        var affine = engine.Network.Trace(inputs, training: true, retainGradients: false).Layers[0].Affine;

        var measured = engine.Step(inputs * 3, labels, 0, SomeEngine.Everything).Measured[0];

        Assert.Equal(1, affine.var(unbiased: false).item<double>(), 0.1);
        Assert.Equal(scaled.norm().item<double>(), measured[Measurement.WeightNorm][0]!.Value, 1e-12);
    }

    [Fact]
    public void The_schedule_scales_the_learning_rate_of_its_step()
    {
        using var scope = NewDisposeScope();
        var warmup = SomeEngine.Training with { Schedule = SomeEngine.Component("linear-warmup", """{"steps":4}""") };
        using var engine = SomeEngine.Of(training: warmup);
        var (inputs, labels) = SomeEngine.BatchOf();

        var measured = engine.Step(inputs, labels, 1, SomeEngine.Everything).Measured[0];

        double gradient = measured[Measurement.WeightGradientNorm][0]!.Value;
        Assert.Equal(0.1 * 0.5 * gradient, measured[Measurement.UpdateNorm][0]!.Value, 1e-14);
    }

    static bool Close(double? x, double? y) =>
        x is null ? y is null : y is { } value && Math.Abs(x.Value - value) <= 1e-9 * Math.Max(1, Math.Abs(value));
}
