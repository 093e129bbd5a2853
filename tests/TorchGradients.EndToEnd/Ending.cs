using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>Commands that are waited for, but not for ever.</summary>
internal static class Ending
{
    /// <summary>Runs it, and returns how it ended and what it wrote.</summary>
    /// <param name="command">The command.</param>
    /// <param name="limit">When it is killed with all that it started; null: after <see cref="Limit.Time"/>.</param>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public static Task<BufferedCommandResult> ToItsEnd(this Command command, TimeSpan? limit = null) =>
        new Started(command, limit ?? Limit.Time, TestContext.Current.CancellationToken).Result;
}
