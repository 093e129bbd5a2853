using ScottPlot;
using ScottPlot.TickGenerators;

namespace TorchGradients.Reporting.Figures;

/// <summary>The axis of a panel of intervals: no effect always in view, factors in powers of ten.</summary>
sealed class IntervalScale
{
    readonly bool _logarithmic;

    public IntervalScale(IntervalPanel panel)
    {
        _logarithmic = panel.Logarithmic;
        double[] places = [NoEffect, .. panel.Marks.SelectMany(mark => new[] { mark.Value, mark.Low, mark.High }).OfType<double>().Select(Of)];
        double margin = Math.Max((places.Max() - places.Min()) * 0.06, 1e-3);
        Left = places.Min() - margin;
        Right = places.Max() + margin;
    }

    /// <summary>The place of no effect.</summary>
    public double NoEffect => 0;   // log10 of 1 as well

    /// <summary>The axis' left end.</summary>
    public double Left { get; }

    /// <summary>Its right end.</summary>
    public double Right { get; }

    /// <summary>The place of a number.</summary>
    public double Of(double value) => _logarithmic ? Math.Log10(Math.Clamp(value, 1e-300, 1e300)) : value;

    /// <summary>The marks at the axis; the library's own on a linear scale.</summary>
    public ITickGenerator Ticks()
    {
        if (!_logarithmic) return new NumericAutomatic { TickDensity = 0.6 };

        var ticks = new NumericManual();
        foreach (double factor in Factors()) ticks.AddMajor(Of(factor), Analysis.ShortNumber.Of(factor, 1));
        return ticks;
    }

    IEnumerable<double> Factors()
    {
        double[] steps = Right - Left > 2.5 ? [1] : [1, 2, 5];
        int stride = Math.Max(1, (int)Math.Ceiling((Right - Left) / 6));
        for (int exponent = (int)Math.Floor(Left); exponent <= Right; exponent++)
        {
            if (exponent % stride != 0) continue;
            foreach (double factor in steps.Select(step => step * Math.Pow(10, exponent)))
            {
                if (Of(factor) >= Left && Of(factor) <= Right) yield return factor;
            }
        }
    }
}
