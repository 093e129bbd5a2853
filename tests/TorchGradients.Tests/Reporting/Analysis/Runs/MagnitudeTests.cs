using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Runs;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Runs;

public sealed class MagnitudeTests
{
    static readonly NumberFormat _single = new("float32", 1);

    [Theory]
    [InlineData(0.0, MagnitudeKind.Zero, null)]
    [InlineData(1e-37, MagnitudeKind.Normal, -37.0)]
    [InlineData(1e-40, MagnitudeKind.Denormal, -40.0)]
    [InlineData(1e3, MagnitudeKind.Normal, 3.0)]
    [InlineData(double.NaN, MagnitudeKind.NotFinite, null)]
    [InlineData(double.PositiveInfinity, MagnitudeKind.NotFinite, null)]
    public void Zeros_denormals_and_small_numbers_are_told_apart(double norm, MagnitudeKind kind, double? log10)
    {
        var magnitude = Magnitude.Of(norm, _single)!;

        Assert.Equal(kind, magnitude.Kind);
        Assert.Equal(log10, magnitude.Log10 is { } value ? Math.Round(value, 9) : null);
    }

    [Fact]
    public void What_is_denormal_is_the_typical_entry_in_the_runs_own_precision()
    {
        // 64 × 100 entries: a norm of 8e-37 is made of entries of 1e-38, below the 1.18e-38 of float32.
        Assert.Equal(MagnitudeKind.Denormal, Magnitude.Of(8e-37, new NumberFormat("float32", 6400))!.Kind);
        Assert.Equal(MagnitudeKind.Normal, Magnitude.Of(8e-37, new NumberFormat("float64", 6400))!.Kind);
        Assert.Equal(1.17549435e-38, _single.SmallestNormal, 1e-46);
        Assert.Equal(2.2250738585072014e-308, new NumberFormat("float64", 1).SmallestNormal);
    }

    [Fact]
    public void The_precision_is_read_from_the_runs_config()
    {
        string folder = Directory.CreateTempSubdirectory("torchgradients-").FullName;
        try
        {
            Write("""{ "training": { "precision": "float64" }, "data": { "batchSize": 64 }, "model": { "width": 10 } }""");
            Assert.Equal(new NumberFormat("float64", 640), NumberFormat.OfRun(RunFiles.In(folder)));

            Write("""{ "training": { "precision": null, "engine": "hand-rolled" } }""");
            Assert.Equal("float64", NumberFormat.OfRun(RunFiles.In(folder)).Precision);

            Write("broken");
            Assert.Equal(NumberFormat.Default, NumberFormat.OfRun(RunFiles.In(folder)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        void Write(string text) => File.WriteAllText(Path.Combine(folder, "resolved.json"), text);
    }
}
