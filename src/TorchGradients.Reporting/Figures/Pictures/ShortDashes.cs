using ScottPlot;

namespace TorchGradients.Reporting.Figures.Pictures;

/// <summary>
/// The dashes of predictions, placed by their length on the picture, whatever the distance between points; drawn one by one, since Skia
/// has no dashes in SVG.
/// </summary>
static class ShortDashes
{
    /// <summary>A dash's length in logical pixels.</summary>
    public const float Length = 3;

    /// <summary>From the beginning of a dash to that of the next.</summary>
    public const float Period = 7;

    /// <summary>Their width.</summary>
    public const float Width = 1.5f;

    /// <summary>The dashes along a line, from its beginning; one that goes round a corner is in pieces.</summary>
    /// <param name="corners">The line's points on the picture.</param>
    public static IEnumerable<PixelLine> Along(IReadOnlyList<Pixel> corners)
    {
        float begin = 0;   // where the piece between two corners begins, along the line
        foreach (var (from, to) in corners.Zip(corners.Skip(1)))
        {
            float end = begin + float.Hypot(to.X - from.X, to.Y - from.Y);
            for (int dash = (int)(begin / Period); dash * Period < end; dash++)
            {
                float first = Math.Max(begin, dash * Period), last = Math.Min(end, dash * Period + Length);
                if (first < last) yield return new PixelLine(At(first), At(last));
            }

            begin = end;

            Pixel At(float place)
            {
                float share = (place - begin) / (end - begin);
                return new Pixel(from.X + (to.X - from.X) * share, from.Y + (to.Y - from.Y) * share);
            }
        }
    }
}
