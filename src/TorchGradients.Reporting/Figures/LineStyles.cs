using ScottPlot;

namespace TorchGradients.Reporting.Figures;

/// <summary>
/// How lines look: the colours of Okabe and Ito (2008), which colour-blind people tell apart, the palest of them replaced by a grey;
/// marker and dashes change with the colour, so that print in grey can be read too.
/// </summary>
static class LineStyles
{
    static readonly string[] _colors =
    [
        "#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C8C8C",
    ];

    /// <summary>The style of what is no line of other figures.</summary>
    public const int None = -1;

    const string Neutral = "#767676";

    static readonly (MarkerShape Filled, MarkerShape Open)[] _markers =
    [
        (MarkerShape.FilledCircle, MarkerShape.OpenCircle), (MarkerShape.FilledSquare, MarkerShape.OpenSquare),
        (MarkerShape.FilledTriangleUp, MarkerShape.OpenTriangleUp), (MarkerShape.FilledDiamond, MarkerShape.OpenDiamond),
        (MarkerShape.FilledTriangleDown, MarkerShape.OpenTriangleDown),
    ];

    static readonly LinePattern[] _dashes = [LinePattern.Dashed, LinePattern.DenselyDashed, LinePattern.Dotted];

    public static Color ColorOf(int line) => Color.FromHex(HexOf(line));

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public static string HexOf(int line) => line < 0 ? Neutral : _colors[line % _colors.Length];

    public static (MarkerShape Filled, MarkerShape Open) MarkersOf(int line) => _markers[Math.Max(0, line) % _markers.Length];

    /// <summary>Only the first line is solid, so that one which lies upon it leaves it visible.</summary>
    public static LinePattern PatternOf(int line, bool dashes) =>
        line == 0 || !dashes ? LinePattern.Solid : _dashes[(line - 1) % _dashes.Length];

    public static float WidthOf(int line) => line == 0 ? 3 : 2;
}
