using System.Globalization;
using TorchGradients.Benchmarks.Loops;
using TorchGradients.Benchmarks.Processes;
using TorchGradients.Benchmarks.Results;

namespace TorchGradients.Benchmarks.Measures;

/// <summary>Time against size, whole processes without a report: a line if one more always costs the same.</summary>
/// <param name="name">As <c>--only</c> takes it.</param>
/// <param name="what">What grows.</param>
/// <param name="sizes">How large, from small to large.</param>
/// <param name="grid">What is carried out at a size.</param>
sealed class Scaling(string name, string what, IReadOnlyList<int> sizes, Func<int, Grid> grid) : Measure(name,
    $"time against {what} {sizes[0]} … {sizes[^1]}, whole process, no report: largest deviation of the marginal cost from its line",
    Target.AtMostPercent(10))
{
    /// <inheritdoc/>
    internal override async Task<Finding> Take(Session session)
    {
        Side[] sides = await Turns.Take(session.Repeats, "s",
            [.. Sizes(session).Select(size => (size.ToString(CultureInfo.InvariantCulture), Time(size)))]);

        (double Size, double Time)[] points = [.. Sizes(session).Zip(sides, (size, side) => ((double)size, side.Median))];
        CostLine line = CostLine.Through(points);
        return new Finding(points.Max(point => line.DeviationPercent(point.Size, point.Time)), sides)
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"{line.Fixed:0.##} s + {line.Marginal * 1000:0.###} ms each"),
        };

        Func<Task<double>> Time(int size) => () => session.Scratch.Time(
            folder => (grid(size) with { IsReported = false }).Time(folder, session.Cancellation));
    }

    IReadOnlyList<int> Sizes(Session session) => session.IsQuick ? [1, 2] : sizes;

    /// <summary>A grid of as many runs at one learning rate, on one thread each: a second one would come in at some size.</summary>
    internal static Grid Runs(NetworkShape network, int steps, int seeds) =>
        new(network, "sgd", steps, seeds, [0.1]) { Threads = 1 };
}
