using ScottPlot;
using SkiaSharp;

namespace TorchGradients.Reporting.Figures.Pictures;

/// <summary>The font of all figures, embedded, since a fresh machine may have none.</summary>
sealed class FigureFont : IFontResolver
{
    public const string Name = "DejaVu Sans";

    static readonly Lazy<SKTypeface> _typeface = new(Load);

    public static SKTypeface Typeface => _typeface.Value;

    public static void Use()
    {
        if (Fonts.FontResolvers.OfType<FigureFont>().Any()) return;
        Fonts.FontResolvers.Insert(0, new FigureFont());
        Fonts.Default = Name;
        Fonts.Sans = Name;
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Name ? Load() : null;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Load() : null;

    static SKTypeface Load()
    {
        using var stream = typeof(FigureFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf");
        return SKTypeface.FromStream(stream);
    }
}
