using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>How long a test waits for a process, or for what it should bring about, before it fails.</summary>
internal static class Limit
{
    /// <summary>Far longer than anything takes on a machine that is busy with other tests, so that only what hangs is ended.</summary>
    public static TimeSpan Time { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Is cancelled when that time has passed from now, or with the test; a process that is started with it is killed.</summary>
    public static CancellationToken Token
    {
        get
        {
            var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            source.CancelAfter(Time);
            return source.Token;
        }
    }
}
