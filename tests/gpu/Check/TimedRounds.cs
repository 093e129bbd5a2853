namespace TorchGradients.GpuCheck;

/// <summary>Rounds of the same work, one after the other, and how long they took.</summary>
/// <param name="Rounds">How many.</param>
/// <param name="Seconds">Of all of them.</param>
/// <param name="Begin">When the first began, on the machine's clock.</param>
/// <param name="End">When the last ended.</param>
/// <param name="Failure">Why there are no times; null where there are.</param>
internal sealed record TimedRounds(int Rounds, double Seconds, DateTimeOffset Begin, DateTimeOffset End, string? Failure)
{
    /// <summary>Makes at least one round, and goes on until enough time is over.</summary>
    /// <param name="round">One round; what it returns, unless null, is why it failed, and the end.</param>
    /// <param name="least">How long.</param>
    /// <param name="clock">Measures.</param>
    public static TimedRounds Of(Func<string?> round, TimeSpan least, TimeProvider clock)
    {
        DateTimeOffset begin = clock.GetUtcNow();
        long start = clock.GetTimestamp();
        int rounds = 0;
        string? failure;
        TimeSpan elapsed;
        do
        {
            failure = round();
            rounds++;
            elapsed = clock.GetElapsedTime(start);
        }
        while (failure is null && elapsed < least);

        return new TimedRounds(rounds, elapsed.TotalSeconds, begin, begin + elapsed, failure);
    }

    /// <summary>None, and why.</summary>
    public static TimedRounds Failed(string reason) => new(0, 0, default, default, reason);
}
