using CsCheck;
using TorchGradients.Probes;
using TorchGradients.Training;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

public sealed class NormPrecisionTests
{
    // Rows × columns of one size or of any sizes between 1e-30 and 1e15, of either sign; about every fifth entry is 0.
    static readonly Gen<float[]> s_entries =
        from count in Gen.Int[1, 400]
        from centre in Gen.Double[-30, 15]
        from spread in Gen.Int[0, 2].Select(kind => kind switch { 0 => 0.0, 1 => 1.0, _ => 45.0 })
        from entries in Gen.Select(Gen.Double[1, 2], Gen.Double[-1, 1], Gen.Int[0, 9]).Array[count]
        select entries.Select(entry => entry.Item3 < 2 ? 0f : Entry(entry.Item1, centre + spread * entry.Item2, entry.Item3)).ToArray();

    [Fact]
    public void Norms_of_float32_tensors_are_right_to_1e_5_between_1e_minus_30_and_1e15() => s_entries.Sample(entries =>
    {
        using var scope = NewDisposeScope();
        double measured = LayerMeasures.Norm(tensor(entries).view(1, 1, -1))!.item<double>();

        double expected = ScaledNorm(entries);
        return expected == 0 ? measured == 0 : Math.Abs(measured / expected - 1) < 1e-5;
    }, iter: 500);

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(3.3333e-23f)]
    [InlineData(0.1f)]
    [InlineData(1e15f)]
    public void A_large_constant_layer_is_measured_right_by_the_engine_as_well(float entry)
    {
        using var scope = NewDisposeScope();
        using var engine = SomeEngine.Of(SomeEngine.Model with
        {
            Depth = 1,
            Width = 512,
            Initialization = SomeEngine.Component("constant", FormattableString.Invariant($$"""{"value":{{entry:R}}}""")),
        }, precision: ScalarType.Float32);
        var (inputs, labels) = SomeEngine.BatchOf();

        var measured = engine.Step(inputs.to(float32), labels, 0, new HashSet<Measurement>
        {
            Measurement.WeightNorm,
        });

        double expected = entry * Math.Sqrt(SomeEngine.Features * 512);
        Assert.Equal(1, measured.Measured[0][Measurement.WeightNorm][0]!.Value / expected, 1e-5);
    }

    static float Entry(double mantissa, double exponent, int sign) =>
        (float)(mantissa * Math.Pow(10, Math.Clamp(exponent, -30, 15)) * (sign % 2 == 0 ? 1 : -1));

    /// <summary>The largest entry taken out before squaring: a sum that neither under- nor overflows.</summary>
    static double ScaledNorm(float[] entries)
    {
        double largest = entries.Max(entry => Math.Abs((double)entry));
        return largest == 0 ? 0 : largest * Math.Sqrt(entries.Sum(entry => entry / largest * (entry / largest)));
    }
}
