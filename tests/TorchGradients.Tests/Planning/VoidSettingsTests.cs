using TorchGradients.Configuration;
using TorchGradients.Planning;
using Xunit;

namespace TorchGradients.Tests.Planning;

public sealed class VoidSettingsTests
{
    const int Steps = 60;

    [Fact]
    public void A_probe_twice_is_void_the_second_time() =>
        Assert.Equal(["probes:1"], Void(new ProbeConfig { Name = "delta-norm" }, new ProbeConfig { Name = "delta-norm" }));

    [Fact]
    public void A_probe_is_void_exactly_where_a_single_other_records_all_its_steps()
    {
        ProbeConfig[] probes =
        [
            .. from every in new[] { 1, 2, 4, 6 } from first in new[] { 0, 1, 2, 4 } from last in new int?[] { null, 13, 40 }
               select new ProbeConfig { Name = "delta-norm", Every = every, From = first, Until = last },
        ];
        foreach ((ProbeConfig one, ProbeConfig other) in from a in probes from b in probes where a != b select (a, b))
        {
            // An end without limit is covered by no other end, whatever the number of steps.
            bool isCovered = StepsOf(one).All(other.IsDueAt) && (one.Until is not null || other.Until is null);
            Assert.Equal(isCovered, Void(one, other).Contains("probes:0"));
        }
    }

    [Fact]
    public void Probes_of_other_quantities_cover_nothing() =>
        Assert.Empty(Void(new ProbeConfig { Name = "delta-norm" }, new ProbeConfig { Name = "weight-norm" }));

    static IEnumerable<int> StepsOf(ProbeConfig probe) => Enumerable.Range(0, Steps).Where(probe.IsDueAt);

    static string[] Void(params ProbeConfig[] probes) =>
    [
        .. VoidSettings.In(
            (_, _) => null,
            new RunConfig
            {
                Data = new ComponentConfig("digits"), Probes = probes, Training = new TrainingConfig { Steps = Steps },
            },
            null)
            .Select(finding => finding.Path),
    ];
}
