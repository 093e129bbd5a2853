using TorchGradients.Execution;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class ExperimentLockTests
{
    [Fact]
    public void One_at_a_time_has_it_and_the_next_one_after_that()
    {
        using var folder = new ScratchFolder();
        string experiment = Path.Combine(folder.Path, "trial");

        using (ExperimentLock.Take(experiment))
        {
            var exception = Assert.Throws<StorageException>(() => ExperimentLock.Take(experiment));
            Assert.Equal(
                $"Another run is at work in {experiment}; nothing was run. Wait for it to end, or name another folder with --output.",
                exception.Message);
        }

        ExperimentLock.Take(experiment).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_with_the_way_on()
    {
        using var folder = new ScratchFolder();
        string file = folder.Write("file", "");

        var exception = Assert.Throws<StorageException>(() => ExperimentLock.Take(Path.Combine(file, "trial")));

        Assert.StartsWith($"{Path.Combine(file, "trial")} cannot be written: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Make it writable, or name another folder with --output.", exception.Message, StringComparison.Ordinal);
    }
}
