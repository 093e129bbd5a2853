using TorchGradients.Cli.Terminal;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Tests.Reporting.Analysis;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class LayerTableTests
{
    [Fact]
    public void Fits_eighty_columns_also_with_very_small_numbers()
    {
        var console = Screen.Of80Columns();

        LayerTable.Render(console, Some.Profile(5, 0.0024, 0.22, 1.25e-16));

        Assert.Equal(
            """
                                Layers at step 0: g = weights × φ′

              layer      ‖δ‖  (log scale)        g  weights    φ′   update  saturated
            ──────────────────────────────────────────────────────────────────────────
                  1    8e-14  ▏             0.0024    0.011  0.22  1.3e-16        1 %
                  2  3.3e-11  ██▍           0.0024    0.011  0.22  1.3e-16        1 %
                  3   1.4e-8  ████▊         0.0024    0.011  0.22  1.3e-16        1 %
                  4   5.8e-6  ███████▎      0.0024    0.011  0.22  1.3e-16        1 %
                  5   0.0024  █████████▋    0.0024    0.011  0.22  1.3e-16        1 %
                  6      1.0  ████████████       –        –  0.22  1.3e-16        1 %

            """,
            Screen.Text(console));
    }

    [Fact]
    public void Is_drawn_with_plain_signs_where_there_is_no_unicode()
    {
        var console = Screen.Of80Columns(unicode: false);

        LayerTable.Render(console, Some.Profile(3, 0.24, 0.22, 1e-3));

        Assert.Equal(
            """
                             Layers at step 0: g = weights x slope
            +----------------------------------------------------------------------+
            | layer| |delta|| (log scale) |    g| weights| slope| update| saturated|
            |------+--------+-------------+-----+--------+------+-------+----------|
            |     1|   0.014| ##########  | 0.24|     1.1|  0.22| 0.0010|       1 %|
            |     2|   0.058| ########### | 0.24|     1.1|  0.22| 0.0010|       1 %|
            |     3|    0.24| ########### | 0.24|     1.1|  0.22| 0.0010|       1 %|
            |     4|     1.0| ############|    -|       -|  0.22| 0.0010|       1 %|
            +----------------------------------------------------------------------+

            """,
            Screen.Text(console));
    }

    [Fact]
    public void Leaves_out_what_nobody_recorded()
    {
        var console = Screen.Of80Columns(unicode: false);

        LayerTable.Render(console, new LayerProfile(7, [new(1, null, null, null, null, 0.5, null, null, null)]));

        Assert.DoesNotContain("delta", Screen.Text(console), StringComparison.Ordinal);
        Assert.Contains("update", Screen.Text(console), StringComparison.Ordinal);
    }

    [Fact]
    public void Prints_nothing_without_records()
    {
        var console = Screen.Of80Columns();

        LayerTable.Render(console, new LayerProfile(0, []));

        Assert.Equal("", console.Output);
    }
}
