using System.Diagnostics;
using Xunit;

namespace TorchGradients.Tests.House;

/// <summary>Limits how long a test waits for a process.</summary>
internal static class ProcessLimit
{
    /// <summary>
    /// What a process has written to its standard output when it has ended; fails, and kills it with what it
    /// started, where it has not ended in time.
    /// </summary>
    /// <param name="process">The process, its output redirected.</param>
    /// <param name="limit">Far more than it takes: a machine may be busy with other tests.</param>
    /// <exception cref="TimeoutException">It has not ended.</exception>
    public static async Task<string> OutputWithin(this Process process, TimeSpan limit)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        try
        {
            await Task.WhenAll(output, process.WaitForExitAsync(cancellation)).WaitAsync(limit, cancellation);
            return await output;
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(FormattableString.Invariant(
                $"'{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}' has not ended within {limit.TotalMinutes} min."));
        }
    }
}
