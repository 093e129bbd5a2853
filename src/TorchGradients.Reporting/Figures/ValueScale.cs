using ScottPlot;
using ScottPlot.TickGenerators;

namespace TorchGradients.Reporting.Figures;

/// <summary>The upward axis that all panels of a figure share, linear or in powers of ten.</summary>
sealed class ValueScale
{
    readonly bool _logarithmic;
    readonly bool _hasZeros;

    public ValueScale(LineFigure model)
    {
        _logarithmic = model.Logarithmic;
        _hasZeros = model.HasZeros;
        double[] values =
        [
            .. model.Points.SelectMany(point => new[] { point.Mean, point.Low, point.High })
                .Where(value => !_logarithmic || value > 0)
                .Select(value => _logarithmic ? Math.Log10(value) : value),
        ];
        double low = values.DefaultIfEmpty(0).Min();
        double high = values.DefaultIfEmpty(1).Max();
        double margin = Math.Max((high - low) * 0.05, _logarithmic ? 0.25 : 0.01);
        Bottom = _logarithmic ? low - margin : Math.Min(0, low);
        Top = high + margin;
        if (_hasZeros) Bottom -= Math.Max(1, (Top - Bottom) * 0.08);
    }

    public double Bottom { get; }

    public double Top { get; }

    /// <summary>Where exact zeros are drawn on a logarithmic scale.</summary>
    public double Floor => Bottom + (Top - Bottom) * 0.03;

    /// <summary>The place of a value on the axis.</summary>
    public double Of(double value) => !_logarithmic ? value : value > 0 ? Math.Log10(value) : Floor;

    /// <summary>The marks at the axis; the library's own on a linear scale.</summary>
    public ITickGenerator Ticks()
    {
        if (!_logarithmic) return new NumericAutomatic();

        var ticks = new NumericManual();
        int lowest = (int)Math.Ceiling(Bottom + (_hasZeros ? (Top - Bottom) * 0.06 : 0));
        int highest = (int)Math.Floor(Top);
        int step = Math.Max(1, (int)Math.Ceiling((highest - lowest) / 8.0));
        for (int exponent = lowest; exponent <= highest; exponent++)
        {
            if (exponent % step == 0) ticks.AddMajor(exponent, PowerOfTen.Of(exponent));
        }

        if (_hasZeros) ticks.AddMajor(Floor, "0");
        return ticks;
    }
}
