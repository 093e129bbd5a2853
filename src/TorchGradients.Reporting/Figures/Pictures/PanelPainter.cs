using ScottPlot;
using SkiaSharp;

namespace TorchGradients.Reporting.Figures.Pictures;

/// <summary>Draws the panels of one kind of figure, and what stands beside them.</summary>
abstract class PanelPainter
{
    /// <summary>How many panels there are.</summary>
    public abstract int Count { get; }

    /// <summary>How many stand side by side at most.</summary>
    public virtual int MostColumns => 3;

    /// <summary>A panel's height in logical pixels.</summary>
    public virtual int PanelHeight => 400;

    /// <summary>The room to the right of the panels.</summary>
    public abstract int SideWidth { get; }

    /// <summary>The height of what stands there.</summary>
    public abstract int SideHeight { get; }

    /// <summary>A line below the panels; null without one.</summary>
    public virtual string? Note => null;

    /// <summary>A panel's width where so many stand side by side.</summary>
    public virtual int PanelWidth(int columns) => columns == 1 ? 720 : columns == 2 ? 460 : 380;

    /// <summary>A panel's title; empty without one.</summary>
    public abstract string TitleOf(int panel);

    /// <summary>Draws a panel.</summary>
    public abstract void Paint(Plot plot, int panel, bool isLeftmost, bool dashes);

    /// <summary>Draws what stands to the right of the panels.</summary>
    public abstract void PaintSide(SKCanvas canvas, bool dashes, float left, float top);

    /// <summary>Labels an axis.</summary>
    protected static void Label(IAxis axis, string text)
    {
        axis.Label.Text = text;
        axis.Label.Bold = false;
        axis.Label.FontSize = 14;
        axis.TickLabelStyle.FontSize = 13;
    }
}
