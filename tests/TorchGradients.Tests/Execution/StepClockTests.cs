using TorchGradients.Execution;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class StepClockTests
{
    [Fact]
    public void Knows_the_mean_step_and_what_probes_add_after_three_steps_of_warming_up()
    {
        var clock = new StepClock();
        (int Milliseconds, bool Probed)[] steps = [(99, true), (99, false), (99, true), (10, false), (30, true), (10, false), (30, true)];
        foreach ((int step, (int milliseconds, bool probed)) in steps.Index())
        {
            clock.Add(step, probed, milliseconds * 1000.0);
        }

        Assert.Equal(20_000, clock.StepMicroseconds!.Value, 1e-6);
        Assert.Equal(0.5, clock.ProbeShare!.Value, 1e-12);
    }

    [Fact]
    public void Knows_nothing_before_the_fourth_step() => Assert.Null(new StepClock().StepMicroseconds);
}
