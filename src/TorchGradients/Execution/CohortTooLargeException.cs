namespace TorchGradients.Execution;

/// <summary>
/// The runs of a cohort that numbers are bound to do not fit into the device's memory together. In smaller cohorts
/// they come to other last digits, so it is for the one who keeps the plan to say so there, and to begin again with
/// those.
/// </summary>
/// <param name="message">The device, what libtorch said, and the way on, in sentences.</param>
/// <param name="seconds">The longest time of one of them so far, of all attempts together.</param>
public sealed class CohortTooLargeException(string message, double seconds) : Exception(message)
{
    /// <summary>The longest time of one of the runs so far, of all attempts together, in seconds.</summary>
    public double Seconds => seconds;
}
