using CsCheck;
using TorchGradients.Cli.Slurm;
using TorchGradients.Cli.Workers;
using TorchGradients.Tests.Execution;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class PartSplitTests
{
    [Fact]
    public void Every_cohort_is_in_one_part_and_no_part_is_longer_than_the_rule_allows() =>
        Gen.Select(Gen.Double[0.1, 100].Array[1, 40], Gen.Int[1, 12]).Sample((seconds, count) =>
        {
            var works = seconds.Select((length, i) => (CohortWork.Alone(SomePlannedRun.Of(seed: i)), length)).ToList();
            IReadOnlyList<IReadOnlyList<CohortWork>> parts = PartSplit.Into(works, count);

            double[] lengths = [.. parts.Select(part => part.Sum(one => works.First(work => work.Item1 == one).length))];
            double least = Math.Max(seconds.Max(), seconds.Sum() / parts.Count);
            Assert.Equal(Math.Min(count, seconds.Length), parts.Count);
            Assert.Equal(works.Select(work => work.Item1.Title).Order(), parts.SelectMany(part => part).Select(work => work.Title).Order());
            Assert.True(lengths.Max() <= least * 2, "Graham's bound, against a bound from below");
        }, iter: 50, threads: 1);

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(601, 1, 2)]
    [InlineData(6000, 4, 3)]
    public void There_are_as_many_parts_as_the_length_of_a_task_asks_for(double coreSeconds, int cores, int count) =>
        Assert.Equal(count, PartSplit.Count(coreSeconds, cores, 600));
}
