using ScottPlot;

namespace TorchGradients.Reporting.Figures.Pictures;

/// <summary>The colours of a scale, mixed between its stops.</summary>
sealed class ScaleColors(HeatScale scale) : IColormap
{
    readonly Color[] _stops = [.. scale.Colours.Select(Color.FromHex)];

    public string Name => "scale";

    public Color GetColor(double position)
    {
        double place = Math.Clamp(double.IsNaN(position) ? 0 : position, 0, 1) * (_stops.Length - 1);
        int below = Math.Min((int)place, _stops.Length - 2);
        double share = place - below;
        return new Color(
            Mixed(_stops[below].R, _stops[below + 1].R), Mixed(_stops[below].G, _stops[below + 1].G),
            Mixed(_stops[below].B, _stops[below + 1].B));

        byte Mixed(byte low, byte high) => (byte)Math.Round(low + ((high - low) * share));
    }

    /// <summary>Whether white text is easier to read upon it than black.</summary>
    public static bool IsDark(Color color) => (0.299 * color.R) + (0.587 * color.G) + (0.114 * color.B) < 120;
}
