using System.Globalization;
using TorchGradients.Benchmarks.Results;

namespace TorchGradients.Benchmarks.Measures;

/// <summary>Seconds of something at a size.</summary>
/// <param name="session">Of the call.</param>
/// <param name="size">How large.</param>
/// <param name="kept">A folder for what is made once for all turns of this size.</param>
delegate Task<double> TimeAtSize(Session session, int size, string kept);

/// <summary>Time against size, whole processes: a line if one more always costs the same.</summary>
/// <param name="name">As <c>--only</c> takes it.</param>
/// <param name="what">What grows.</param>
/// <param name="sizes">How large, from small to large.</param>
/// <param name="process">Which processes are timed, for the table.</param>
/// <param name="time">Times them.</param>
sealed class Scaling(string name, string what, IReadOnlyList<int> sizes, string process, TimeAtSize time)
    : Measure(name,
    $"time against {what} {sizes[0]} … {sizes[^1]}, {process}: largest deviation of the marginal cost from its line",
    Target.AtMostPercent(10))
{
    /// <summary>The sizes of a quick look.</summary>
    internal IReadOnlyList<int> Few { get; init; } = [1, 2];

    /// <inheritdoc/>
    internal override Task<Finding> Take(Session session) => session.Scratch.Lend(async folder =>
    {
        IReadOnlyList<int> taken = session.IsQuick ? Few : sizes;
        Side[] sides = await Turns.Take(session.Repeats, "s", [.. taken.Select(size => Timed(size))]);

        (double Size, double Time)[] points = [.. taken.Zip(sides, (size, side) => ((double)size, side.Median))];
        CostLine line = CostLine.Through(points);
        return new Finding(points.Max(point => line.DeviationPercent(point.Size, point.Time)), sides)
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"{line.Fixed:0.##} s + {line.Marginal * 1000:0.###} ms each"),
        };

        (string, Func<Task<double>>) Timed(int size)
        {
            string text = size.ToString(CultureInfo.InvariantCulture);
            return (text, () => time(session, size, Path.Combine(folder, text)));
        }
    });
}
