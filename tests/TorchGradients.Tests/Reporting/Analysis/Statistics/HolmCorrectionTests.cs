using CsCheck;
using TorchGradients.Reporting.Analysis.Statistics;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Statistics;

public sealed class HolmCorrectionTests
{
    [Fact]
    public void Agrees_with_the_textbook_example()
    {
        // R 4.3, p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm").
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Rounded(HolmCorrection.Of([0.01, 0.04, 0.03, 0.005])));
    }

    [Fact]
    public void What_has_no_p_value_is_not_counted() =>
        Assert.Equal([0.02, null, 0.04], Rounded(HolmCorrection.Of([0.01, null, 0.04])));

    [Fact]
    public void A_p_value_is_at_most_1() => Assert.Equal([1.0, 1.0], HolmCorrection.Of([0.6, 0.9]));

    [Fact]
    public void Rejects_exactly_what_the_step_down_procedure_rejects() =>
        Gen.Double[0, 1].Select(u => u * u * u).Array[1, 12].Sample(pValues =>
        {
            var corrected = HolmCorrection.Of([.. pValues.Select(p => (double?)p)]);

            Assert.Equal(Rejected(pValues, 0.05), corrected.Select(p => p <= 0.05));
        });

    [Fact]
    public void Among_ten_true_null_hypotheses_one_is_rejected_in_at_most_5_percent_of_the_families()
    {
        // Under the null hypothesis p-values are uniform; of 1000 families at most 50 ± 7 have a false alarm.
        var random = new Random(1979);
        int families = Enumerable.Range(0, 1000).Count(_ => HolmCorrection
            .Of([.. Enumerable.Range(0, 10).Select(_ => (double?)random.NextDouble())]).Any(p => p < 0.05));

        Assert.InRange(families, 23, 77);
    }

    /// <summary>Holm, 1979: while the smallest p-value is at most level / (number left), reject it and go on.</summary>
    static IEnumerable<bool> Rejected(double[] pValues, double level)
    {
        var left = Enumerable.Range(0, pValues.Length).ToList();
        bool[] rejected = new bool[pValues.Length];
        while (left.Count > 0)
        {
            int smallest = left.MinBy(i => pValues[i]);
            if (pValues[smallest] * left.Count > level) break;
            rejected[smallest] = true;
            left.Remove(smallest);
        }

        return rejected;
    }

    static IEnumerable<double?> Rounded(IEnumerable<double?> values) =>
        values.Select(value => value is { } number ? Math.Round(number, 12) : (double?)null);
}
