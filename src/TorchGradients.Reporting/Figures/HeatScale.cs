namespace TorchGradients.Reporting.Figures;

/// <summary>
/// From numbers to colours that colour-blind people tell apart: cividis (Nuñez, Anderton and Renslow, 2018), or blue to
/// vermilion on both sides of 1.
/// </summary>
sealed class HeatScale
{
    static readonly string[] _sequence =
    [
        "#00224E", "#123570", "#3B496C", "#575D6D", "#707173", "#8A8678", "#A59C74", "#C3B369", "#E1CC55", "#FEE838",
    ];

    static readonly string[] _bothSides = ["#00508C", "#4A97C9", "#B8D8EA", "#F7F7F7", "#F6CDB1", "#E08A4D", "#B24500"];

    readonly bool _logarithmic;

    public HeatScale(IReadOnlyList<HeatPanel> panels)
    {
        _logarithmic = panels[0].Logarithmic;
        Colours = panels[0].AroundOne ? _bothSides : _sequence;
        double[] values =
        [
            .. panels.SelectMany(panel => panel.Numbers).Where(value => !_logarithmic || value > 0)
                .Select(value => _logarithmic ? Math.Log10(value) : value),
        ];
        Low = values.DefaultIfEmpty(0).Min();
        High = values.DefaultIfEmpty(1).Max();
        if (panels[0].AroundOne) (Low, High) = (-Math.Max(-Low, High), Math.Max(-Low, High));
        HasZeros = _logarithmic && panels.SelectMany(panel => panel.Numbers).Any(value => value == 0);
        if (HasZeros) Low -= Math.Max(1, (High - Low) * 0.1);
        if (High - Low < 1e-9) (Low, High) = (Low - 0.5, High + 0.5);
    }

    /// <summary>The colours from low to high, at equal distances.</summary>
    public IReadOnlyList<string> Colours { get; }

    /// <summary>The number of the lowest colour, a power of ten on a logarithmic scale; exact zeros have this colour.</summary>
    public double Low { get; }

    /// <summary>The number of the highest colour.</summary>
    public double High { get; }

    /// <summary>Whether a number is exactly 0, which has no logarithm.</summary>
    public bool HasZeros { get; }

    /// <summary>A number's place on the scale; null where there is no colour for it.</summary>
    public double? Of(double? value) => value switch
    {
        null => null,
        { } number when !double.IsFinite(number) || (_logarithmic && number < 0) => null,
        0 when _logarithmic => Low,
        { } number => _logarithmic ? Math.Log10(number) : number,
    };

    /// <summary>Marks beside the colours: places and texts.</summary>
    public IReadOnlyList<(double Place, string Text)> Marks()
    {
        if (!_logarithmic) return [(Low, Analysis.ShortNumber.Of(Low)), ((Low + High) / 2, Analysis.ShortNumber.Of((Low + High) / 2)), (High, Analysis.ShortNumber.Of(High))];

        List<(double, string)> marks = HasZeros ? [(Low, "0")] : [];
        int lowest = (int)Math.Ceiling(Low + (HasZeros ? 0.5 : 0)), highest = (int)Math.Floor(High);
        int step = Math.Max(1, (int)Math.Ceiling((highest - lowest) / 6.0));
        for (int exponent = lowest; exponent <= highest; exponent += step) marks.Add((exponent, PowerOfTen.Of(exponent)));
        return marks;
    }
}
