namespace TorchGradients.Benchmarks.Results;

/// <summary>
/// Times sides in turn (ours, theirs, ours, …), so that whatever else the machine does and how warm it is comes to all of
/// them alike. The first turn of each warms files and kernels, and is not counted.
/// </summary>
static class Turns
{
    /// <summary>As many samples of each side.</summary>
    internal static async Task<Side[]> Take(int repeats, string unit, params (string Name, Func<Task<double>> Time)[] sides)
    {
        var samples = sides.Select(_ => new List<double>()).ToArray();
        for (int turn = 0; turn <= repeats; turn++)
        {
            foreach (((_, Func<Task<double>> time), List<double> kept) in sides.Zip(samples))
            {
                double sample = await time();
                if (turn > 0) kept.Add(sample);
            }
        }

        return [.. sides.Zip(samples, (side, kept) => new Side(side.Name, kept, unit))];
    }

    /// <summary>The same for what is timed in this process.</summary>
    internal static Task<Side[]> Take(int repeats, string unit, params (string Name, Func<double> Time)[] sides) =>
        Take(repeats, unit, [.. sides.Select(side => (side.Name, (Func<Task<double>>)(() => Task.FromResult(side.Time()))))]);
}
