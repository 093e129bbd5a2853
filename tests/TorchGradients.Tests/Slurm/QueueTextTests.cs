using TorchGradients.Cli.Slurm;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class QueueTextTests
{
    [Fact]
    public void Reads_what_squeue_of_2205_writes()
    {
        IReadOnlyList<QueueEntry> entries = QueueText.Parse("""
            1|0|tg-a-0|COMPLETED|None|node1|0:00|
            1|1|tg-a-0|RUNNING|None|node2|1-02:03:04|
            1|2|tg-a-0|PENDING|PartitionConfig||0:00|
            2|N/A|tg-a-report|PENDING|Dependency||0:00|

            """);

        Assert.Equal([(true, false), (false, true), (false, false), (false, false)], entries.Select(entry => (entry.IsOver, entry.IsRunning)));
        Assert.Equal([0, 1, 2, null], entries.Select(entry => entry.Task));
        Assert.Equal(new TimeSpan(1, 2, 3, 4), entries[1].Used);
        Assert.Equal("PartitionConfig: it asks for more processors, memory or nodes than the partition has", entries[2].Obstacle);
        Assert.Null(entries[3].Obstacle);
    }

    [Theory]
    [InlineData("(launch_failed_requeued_held)")]
    [InlineData("launch failed requeued held")]
    public void Knows_a_reason_in_either_spelling(string reason) => Assert.NotNull(StartObstacles.Of(reason));

    [Theory]
    [InlineData("Priority")]
    [InlineData("Resources")]
    [InlineData("Dependency")]
    [InlineData("ReqNodeNotAvail, UnavailableNodes:node2")]
    public void A_reason_that_passes_by_itself_is_none_to_give_up(string reason) => Assert.Null(StartObstacles.Of(reason));
}
