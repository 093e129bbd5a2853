using TorchGradients.Execution;
using TorchGradients.Records;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class StorageFailureTests
{
    [Fact]
    public void A_full_disk_is_known_as_such_also_through_the_records_writer()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs the device that is always full.");
        var records = new RecordWriter("/dev/full", TimeProvider.System);
        records.Scalar(0, "train-loss", 1);

        Exception exception = Assert.ThrowsAny<Exception>(records.Flush);

        Assert.StartsWith("the disk is full (No space left on device", StorageFailure.Of(exception), StringComparison.Ordinal);
        Assert.StartsWith("the disk is full", StorageFailure.Of(new AggregateException(new InvalidOperationException("", exception))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_known_and_a_file_that_is_missing_is_a_runs_own_failure()
    {
        Assert.Equal("Access to the path is denied", StorageFailure.Of(new UnauthorizedAccessException("Access to the path is denied.")));
        Assert.Null(StorageFailure.Of(new FileNotFoundException()));
        Assert.Null(StorageFailure.Of(new InvalidOperationException()));
    }
}
