using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using TorchGradients.GpuCheck;
using Xunit;

namespace TorchGradients.Tests.Gpu;

public sealed class GpuSamplerTests
{
    readonly FakeTimeProvider _clock = new();

    [Fact]
    public void What_a_process_does_before_and_after_its_timed_runs_does_not_count()
    {
        using var sampler = new GpuSampler(null, _clock);
        Pass(sampler, seconds: 6, percent: 0);    // an interpreter that starts
        DateTimeOffset begin = _clock.GetUtcNow();
        Pass(sampler, seconds: 1, percent: 10);   // the last sample period of the start reaches in here
        Pass(sampler, seconds: 4, percent: 60);
        Pass(sampler, seconds: 4, percent: 80);
        DateTimeOffset end = _clock.GetUtcNow();
        Pass(sampler, seconds: 5, percent: 0);

        // Twenty samples of each; the sample of the first second's end tells of that second alone.
        Assert.Equal((20 * 0.6 + 20 * 0.8 + 0.1) / 41, sampler.Share(begin, end)!.Value, 1e-12);
    }

    [Fact]
    public void Runs_one_after_the_other_have_shares_of_their_own()
    {
        using var sampler = new GpuSampler(null, _clock);
        DateTimeOffset first = _clock.GetUtcNow();
        Pass(sampler, seconds: 10, percent: 30);
        DateTimeOffset second = _clock.GetUtcNow();
        Pass(sampler, seconds: 10, percent: 90);

        Assert.Equal(0.3, sampler.Share(first, second)!.Value, 1e-12);
        Assert.InRange(sampler.Share(second, _clock.GetUtcNow())!.Value, 0.88, 0.9);
    }

    [Fact]
    public void Less_than_a_sample_period_has_no_share()
    {
        using var sampler = new GpuSampler(null, _clock);
        DateTimeOffset begin = _clock.GetUtcNow();
        Pass(sampler, seconds: 0.8, percent: 50);

        Assert.Null(sampler.Share(begin, _clock.GetUtcNow()));
    }

    [Fact]
    public void Lines_that_are_no_numbers_tell_nothing()
    {
        using var sampler = new GpuSampler(null, _clock);
        DateTimeOffset begin = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromSeconds(2));
        sampler.Add("[N/A]");
        sampler.Add(null);
        Assert.Null(sampler.Share(begin, _clock.GetUtcNow()));

        sampler.Add(" 25");
        Assert.Equal(0.25, sampler.Share(begin, _clock.GetUtcNow()));
    }

    /// <summary>A sample every 200 ms.</summary>
    void Pass(GpuSampler sampler, double seconds, double percent)
    {
        for (int i = 0; i < seconds * 5; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            sampler.Add(percent.ToString(CultureInfo.InvariantCulture));
        }
    }
}
