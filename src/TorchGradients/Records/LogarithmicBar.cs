namespace TorchGradients.Records;

/// <summary>
/// A bar whose length counts powers of ten: full for the largest value, one eighth of a sign for the smallest; none for
/// 0 and
/// for what is not a finite number. Values within one power of ten differ by at most the tenth part of the width.
/// </summary>
public sealed class LogarithmicBar
{
    const string Eighths = " ▏▎▍▌▋▊▉";

    readonly int _width;
    readonly bool _unicode;
    readonly double _lowest;
    readonly double _span;

    /// <summary>Bars of at most <paramref name="width"/> signs for these values and all between them.</summary>
    public LogarithmicBar(IReadOnlyList<double?> values, int width, bool unicode)
    {
        _width = width;
        _unicode = unicode;
        double[] decades =
            [.. values.OfType<double>().Where(IsDrawable).Select(value => Math.Log10(value)).DefaultIfEmpty(0)];
        double highest = decades.Max();
        _span = Math.Max(10, highest - decades.Min());
        _lowest = highest - _span;
    }

    /// <summary>The bar of one value.</summary>
    public string Of(double? value)
    {
        if (value is not { } number || !IsDrawable(number)) return "";

        double length = (Math.Log10(number) - _lowest) / _span * _width;
        if (!_unicode) return new string('#', Math.Max(1, (int)Math.Round(length)));

        int eighths = Math.Max(1, (int)Math.Round(length * 8));
        string rest = eighths % 8 == 0 ? "" : Eighths[eighths % 8].ToString();
        return new string('█', eighths / 8) + rest;
    }

    static bool IsDrawable(double value) => value > 0 && double.IsFinite(value);
}
