using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.Configuration;

public sealed class BoundedStreamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void A_stream_within_the_bound_is_read_whole(int length)
    {
        byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)i)];

        Assert.Equal(bytes, BoundedStream.ReadAll(new MemoryStream(bytes), length));
    }

    [Fact]
    public void A_stream_beyond_the_bound_is_none() =>
        Assert.Null(BoundedStream.ReadAll(new MemoryStream(new byte[100_001]), 100_000));
}
