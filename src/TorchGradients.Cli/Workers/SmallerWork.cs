using TorchGradients.Execution;

namespace TorchGradients.Cli.Workers;

/// <summary>
/// Work of a place, mostly a smaller one than before: runs that are tried alone, or half of a cohort that did not
/// fit.
/// </summary>
/// <param name="Work">What is to do.</param>
/// <param name="Earlier">What of earlier attempts it may go on from.</param>
/// <param name="HalfOf">The cohort that it is half of; null: none that this process has halved.</param>
internal sealed record SmallerWork(CohortWork Work, EarlierAttempts Earlier, TooLargeWork? HalfOf = null)
{
    /// <summary>Whether it is a piece of that cohort: half of it, half of a half, and so on.</summary>
    public bool IsOf(TooLargeWork whole)
    {
        for (TooLargeWork? one = HalfOf; one is not null; one = one.HalfOf)
        {
            if (one == whole) return true;
        }

        return false;
    }
}
