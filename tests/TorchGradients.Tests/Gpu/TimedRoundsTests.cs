using Microsoft.Extensions.Time.Testing;
using TorchGradients.GpuCheck;
using Xunit;

namespace TorchGradients.Tests.Gpu;

public sealed class TimedRoundsTests
{
    readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Rounds_are_made_until_the_time_is_over()
    {
        DateTimeOffset begin = _clock.GetUtcNow();

        TimedRounds timed = TimedRounds.Of(() => Round(seconds: 3), TimeSpan.FromSeconds(10), _clock);

        Assert.Equal(new TimedRounds(4, 12, begin, begin + TimeSpan.FromSeconds(12), null), timed);
    }

    [Fact]
    public void One_round_is_always_made() =>
        Assert.Equal((1, 3.0), TimedRounds.Of(() => Round(seconds: 3), TimeSpan.Zero, _clock) is var timed ? (timed.Rounds, timed.Seconds) : default);

    [Fact]
    public void A_failure_ends_them_and_is_told()
    {
        int rounds = 0;

        TimedRounds timed = TimedRounds.Of(() => ++rounds == 2 ? "out of memory" : Round(seconds: 1), TimeSpan.FromSeconds(10), _clock);

        Assert.Equal((2, "out of memory"), (rounds, timed.Failure));
    }

    string? Round(double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return null;
    }
}
